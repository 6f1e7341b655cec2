// Makes wasm-bindgen's glue fit the program that `shrink` in ./dev made small: node glue.mjs GLUE WASM [NAMES]
//
// wasm-bindgen writes a function for all that any crate may import, and classes for all that any may export; what the
// program does not import goes out. NAMES is what wasm-opt says of the short names that it gave to imports and exports;
// without it they have those that wasm-bindgen gave. Nothing can be missing unnoticed: a browser starts no program whose
// imports are not all there, and this script fails where it does not find each of them, or none of the exports.
import { readFileSync, writeFileSync } from "node:fs";

const [glue, wasm, names] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(wasm));
const imports = shortNames("imports");
const exports = shortNames("exports");
const wanted = new Set(WebAssembly.Module.imports(module).map(({ name }) => name));
const found = new Set();
const renamed = new Set();

/** By the name that wasm-bindgen gave, the one in the program. wasm-opt renames once a round, from the names of the round before. */
function shortNames(kind) {
  const all = new Map();
  const rounds = names ? readFileSync(names, "utf8").trim().split(/\n(?=\{)/) : [];
  for (const round of rounds.map((round) => JSON.parse(round))) {
    const first = new Map([...all].map(([name, short]) => [short, name]));
    for (const pair of round[kind]) {
      const [name, short] = pair.slice(-2);
      all.set(first.get(name) ?? name, short);
    }
  }
  return all;
}

const keep = (text, name) => {
  const other = imports.get(name) ?? name;
  if (!wanted.has(other)) return "";
  found.add(other);
  return text.replace(name, other);
};
const called = (text, name) => {
  if (!exports.has(name)) return text;
  renamed.add(name);
  return `wasm.${exports.get(name)}`;
};
const code = readFileSync(glue, "utf8")
  .replace(/^ {8}(\w+): function\([^]*?^ {8}\}.*\n/gm, keep)
  .replace(/\bwasm\.(\w+)/g, called)
  .replace('"./login-help_bg.js": import0', `${JSON.stringify(WebAssembly.Module.imports(module)[0].module)}: import0`)
  // So that a bundler leaves out the classes that nobody uses.
  .replace(/^if \(Symbol\.dispose\).*\n/gm, "")
  .replaceAll(": new FinalizationRegistry", ": /* @__PURE__ */ new FinalizationRegistry");

const missing = [...wanted].filter((name) => !found.has(name));
if (missing.length) throw new Error(`${glue} has none of ${missing.join(", ")}: has wasm-bindgen changed how it writes?`);
if (names && !renamed.has("memory")) throw new Error(`${glue} calls no export of ${names}: has wasm-bindgen changed how it writes?`);
writeFileSync(glue, code);
