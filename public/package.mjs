// Makes a package of a built folder: package.json, _headers, sizes, and each file compressed once and for all.
//
//   node public/package.mjs FOLDER VERSION
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder, version] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
  .sort();

const manifest = {
  name: "login-help",
  version,
  description: "A self-help widget for people who can’t log in",
  license: "MIT OR Apache-2.0",
  type: "module",
  exports: {
    ".": { types: "./login-help.d.ts", default: "./login-help.js" },
    "./react": { types: "./react.d.ts" },
    "./custom-elements.json": "./custom-elements.json",
    "./*": "./*",
  },
  types: "./login-help.d.ts",
  customElements: "custom-elements.json",
  // Importing it defines the element.
  sideEffects: ["./login-help.js"],
  bin: { "login-help-files": "./copy.mjs" },
};
writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);

// What hosts such as Netlify and Cloudflare Pages read. Names with a digest never change what they mean.
const policy = (page) => `Content-Security-Policy: ${/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(join(folder, page), "utf8"))[1]}`;
const pages = files.filter((file) => /^[a-zA-Z-]+\.html$/.test(file) && file !== "login-help-offline.html");
const headers = {
  "/*": ["X-Content-Type-Options: nosniff", "Referrer-Policy: strict-origin-when-cross-origin", "Cache-Control: no-cache", "Access-Control-Allow-Origin: *"],
  "/login-help-core.*": ["! Cache-Control", "Cache-Control: public, max-age=31536000, immutable"],
  ...Object.fromEntries(pages.map((page) => [`/${page}`, [policy(page)]])),
  "/": [policy("index.html")],
};
const lines = Object.entries(headers).flatMap(([path, list]) => [path, ...list.map((line) => `  ${line}`)]);
writeFileSync(join(folder, "_headers"), `${lines.join("\n")}\n`);

const sizes = ["file                                  bytes     gzip   brotli"];
for (const file of files.filter((file) => /\.(html|js|css|json|wasm|svg|lha|lhs|webmanifest)$/.test(file))) {
  const bytes = readFileSync(join(folder, file));
  const packed = {
    gz: gzipSync(bytes, { level: 9 }),
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  };
  for (const ending in packed) writeFileSync(join(folder, `${file}.${ending}`), packed[ending]);
  sizes.push(file.padEnd(34) + [bytes, packed.gz, packed.br].map(({ length }) => String(length).padStart(9)).join(""));
}
writeFileSync(join(folder, "SIZES.txt"), `${sizes.join("\n")}\n`);
