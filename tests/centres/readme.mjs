// The README's lines for a tool are those that its centre is made with.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { here } from "./room.mjs";

const readme = readFileSync(join(here, "../../README.md"), "utf8");
const plain = (text) => text.replace(/\s+/g, " ");

/** The rule that keeps the widget's room. */
const [room] = /@media \(scripting: enabled\) \{[^`]*\}/.exec(readme);

/** Fails where the README says of this tool what its centre doesn't do. */
export function agree(name, tool) {
  const row = readme.split("\n").find((line) => line.startsWith(`| ${tool} |`));
  assert.ok(row, `the README has no row for ${tool}`);
  const folder = join(here, name);
  const paths = readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile());
  const said = plain(paths.map((path) => readFileSync(join(folder, path), "utf8")).join("\n"));
  for (const [, code] of [...row.matchAll(/`([^`]+)`/g), [, room]]) {
    assert.ok(existsSync(join(folder, code)) || said.includes(plain(code)), `the README says of ${tool}: ${code}, and ${name} has no such line`);
  }
}
