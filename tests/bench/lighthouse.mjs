// Lighthouse's verdict on the production build, as on a phone, from a server that compresses as the package's does:
//
//   node tests/bench/lighthouse.mjs DIST
//
// The stand-alone page must have 100 in every category, in English and from right to left; the help centre of the examples
// scores the same with the widget as without it. Medians of three runs each.
import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const dist = resolve(process.argv[2]);
const RUNS = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/** How much a score of the same page differs from run to run. */
const NOISE = 2;

const modules = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'lib/node_modules');
const fromLighthouse = createRequire(join(modules, 'lighthouse/package.json'));
const load = (name) => import(pathToFileURL(fromLighthouse.resolve(name)).href);
const { default: lighthouse } = await import(pathToFileURL(join(modules, 'lighthouse/core/index.js')).href);
const { launch } = await load('chrome-launcher');

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json',
  '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json',
};
const HOST = '/examples/help-centre.html', WITHOUT = '/examples/without.html';

/** The help centre without the widget's two lines. */
const withoutWidget = (html) => html.replace(/<script type="module" src="\.\.\/login-help\.js"><\/script>/, '').replace(/<\/?login-help[^>]*>/g, '');

const packed = new Map();
function file(path) {
  if (!packed.has(path)) {
    let bytes = readFileSync(join(dist, path === WITHOUT ? HOST : path));
    if (path === WITHOUT) bytes = Buffer.from(withoutWidget(bytes.toString()));
    packed.set(path, brotliCompressSync(bytes));
  }
  return packed.get(path);
}

const server = createServer(({ url }, answer) => {
  const path = new URL(url, 'http://x').pathname.replace(/\/$/, '/index.html');
  try {
    const body = file(path);
    const forEver = path.includes('login-help-core.');
    answer.writeHead(200, {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Content-Encoding': 'br', 'Content-Length': body.length,
      'Cache-Control': forEver ? 'public, max-age=31536000, immutable' : 'no-cache', 'X-Content-Type-Options': 'nosniff',
    });
    answer.end(body);
  } catch {
    answer.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const origin = `http://127.0.0.1:${server.address().port}`;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** One run in a browser of its own: each category's score, of 100, and what was found wanting. */
async function run(path) {
  const profile = mkdtempSync(join(tmpdir(), 'login-help-lighthouse-'));
  const chromeFlags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', chromeFlags, userDataDir: profile, logLevel: 'error' });
  try {
    const { lhr } = await lighthouse(origin + path, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error', formFactor: 'mobile' });
    const wanting = CATEGORIES.flatMap((category) => lhr.categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
      .map(({ id }) => `${category}: ${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`));
    return { scores: CATEGORIES.map((category) => Math.round(lhr.categories[category].score * 100)), wanting };
  } finally {
    await chrome.kill();
    rmSync(profile, { recursive: true, force: true });
  }
}

const pages = { 'stand-alone': '/', 'stand-alone, Arabic': '/ar.html', 'help centre with the widget': HOST, 'and without it': WITHOUT };
const scores = {}, wanting = {};
for (const [name, path] of Object.entries(pages)) {
  const runs = [];
  for (let count = 0; count < RUNS; count++) runs.push(await run(path));
  scores[name] = Object.fromEntries(CATEGORIES.map((category, at) => [category, median(runs.map((run) => run.scores[at]))]));
  wanting[name] = [...new Set(runs.flatMap((run) => run.wanting))];
}
server.close();

console.log(`Lighthouse ${createRequire(import.meta.url)(join(modules, 'lighthouse/package.json')).version}, phone, medians of ${RUNS}:`);
console.table(scores);
const [own, arabic, widget, without] = Object.values(scores);
const faults = [own, arabic].some((page) => Object.values(page).some((score) => score < 100)) ? ['the stand-alone page has less than 100'] : [];
for (const category of CATEGORIES) {
  if (widget[category] < without[category] - NOISE) faults.push(`the widget costs the help centre ${without[category] - widget[category]} of ${category}`);
}
for (const fault of faults) console.log(`MISSED: ${fault}`);
if (faults.length) console.log(JSON.stringify(wanting, undefined, 2));
process.exitCode = faults.length ? 1 : 0;
