// Help centres made by other tools, with the widget put into each as the README says: installed and built by the tool
// itself in target/centres/NAME, then tried in Chromium.
//
//   node tests/centres/run.mjs [NAME…]          all of them, or these
//   node tests/centres/run.mjs --debian [NAME…] only says which Debian packages they need
//
// A folder beside this file is one site, as its owner would have it, and `centre.mjs` in it says how it is installed,
// built, served and walked about in. What every centre has to stand is in visit.mjs.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { Room, here, target } from "./room.mjs";
import { agree } from "./readme.mjs";

/** What drives the browser. */
const PLAYWRIGHT = "1.65.1";

const all = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const isQuestion = process.argv[2] === "--debian";
const asked = process.argv.slice(isQuestion ? 3 : 2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length) throw new Error(`there is no centre ${unknown.join(", ")}: there are ${all.join(", ")}`);
const names = asked.length ? asked : all;
const centres = Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await import(`./${name}/centre.mjs`)).default])));

if (isQuestion) {
  console.log([...new Set(Object.values(centres).flatMap(({ debian = [] }) => debian))].join(" "));
  process.exit();
}

const driver = join(target, "driver");
const known = join(driver, "node_modules/playwright-core/package.json");
if (!existsSync(known) || JSON.parse(readFileSync(known, "utf8")).version !== PLAYWRIGHT) {
  execFileSync("npm", ["install", "--silent", "--no-save", "--no-fund", "--no-audit", "--prefix", driver, `playwright-core@${PLAYWRIGHT}`], { stdio: "inherit" });
}
const { glance, visit } = await import("./visit.mjs");

let failed = 0;
for (const [name, centre] of Object.entries(centres)) {
  const room = new Room(name);
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
  try {
    agree(name, centre.tool);
    await centre.install(room);
    const installed = seconds();
    await centre.build(room);
    const built = seconds();
    const seen = await visit(driver, centre, await centre.serve(room), room);
    if (centre.development) await glance(driver, centre, await centre.development(room));
    room.complain();
    console.log(`${name.padEnd(10)} ok: installed after ${installed}, built after ${built}, walked after ${seconds()}; ${seen}`);
  } catch (error) {
    failed++;
    console.error(`${name.padEnd(10)} FAILED after ${seconds()}: ${error.stack ?? error}`);
  } finally {
    room.leave();
  }
}
process.exit(failed ? 1 : 0);
