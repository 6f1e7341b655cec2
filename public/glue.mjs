// Takes out of wasm-bindgen's glue what the program does not ask of it: node glue.mjs GLUE WASM
//
// wasm-bindgen writes a function for all that any crate may import, and classes for all that any may export. The program
// is made small after that (`shrink` in ./dev), and imports less. Nothing can be missing then unnoticed: a browser starts
// no program whose imports are not all there, and this script fails where it does not find each of them.
import { readFileSync, writeFileSync } from "node:fs";

const [glue, wasm] = process.argv.slice(2);
const wanted = new Set(WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(wasm))).map(({ name }) => name));
const found = new Set();

const code = readFileSync(glue, "utf8")
  .replace(/^ {8}(\w+): function\([^]*?^ {8}\}.*\n/gm, (text, name) => (wanted.has(name) ? found.add(name) && text : ""))
  // So that a bundler leaves out the classes that nobody uses.
  .replace(/^if \(Symbol\.dispose\).*\n/gm, "")
  .replaceAll(": new FinalizationRegistry", ": /* @__PURE__ */ new FinalizationRegistry");

const missing = [...wanted].filter((name) => !found.has(name));
if (missing.length) throw new Error(`${glue} has none of ${missing.join(", ")}: has wasm-bindgen changed how it writes?`);
writeFileSync(glue, code);
