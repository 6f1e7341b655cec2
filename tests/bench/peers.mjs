// Measures our two pages beside their peers, in one run, and holds the medians against the budgets:
//
//   node tests/bench/peers.mjs PEERS DIST
//
// PEERS is the peers' folder, installed and built (`./dev bench` does it); DIST is our production build.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [peers, dist] = process.argv.slice(2).map((path) => resolve(path));
const PROFILE = 'slow4g';
const FIRST = 'first question answerable', NEXT = 'next question painted';
const BUDGETS = [
  { page: 'stand-alone', what: FIRST, measure: 'tti', peer: 'html', ratio: 1.1 },
  { page: 'embedded', what: FIRST, measure: 'tti', peer: 'preact', ratio: 1.0 },
  { page: 'stand-alone', what: NEXT, measure: 'paint', peer: 'preact', ratio: 1.0 },
  { page: 'embedded', what: NEXT, measure: 'paint', peer: 'preact', ratio: 1.0 },
];

/** The README's two lines in a page of the same shape as the Preact peer's. */
function embed(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(dist, join(folder, 'login-help'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Log in help</title><link rel="icon" href="data:,"></head>
<body><main><script type="module" src="/login-help/login-help.js"></script>
<login-help><a href="/help/login">Trouble logging in?</a></login-help></main></body></html>
`);
  return folder;
}

/** Runs the peers' own script over all pages; gives each page's summary. */
function measure() {
  const theirs = JSON.parse(readFileSync(join(peers, 'targets.json'), 'utf8'));
  const ours = { answer: '[data-answer]', restart: '[data-restart]' };
  const targets = [
    ...theirs.filter(({ name }) => BUDGETS.some(({ peer }) => peer === name)),
    { name: 'stand-alone', at: dist, ...ours },
    { name: 'embedded', at: embed(join(peers, 'embedded')), ...ours },
  ];
  writeFileSync(join(peers, 'ours.json'), JSON.stringify(targets));
  rmSync(join(peers, 'measured.json'), { force: true });
  const flags = ['--targets', 'ours.json', '--json', 'measured.json', '--profiles', PROFILE];
  try {
    execFileSync('node', ['measure.mjs', ...flags], { cwd: peers, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    // It also fails where one load of many did, and its figures are good all the same.
    if (error.status === null) throw error;
  }
  const { chromium, load, targets: measured } = JSON.parse(readFileSync(join(peers, 'measured.json'), 'utf8'));
  console.log(`Chromium ${chromium}; load average ${load.map(([minute]) => minute.toFixed(1)).join(' to ')}`);
  const summary = ({ name }) => [name, measured[name]?.[PROFILE]?.summary];
  return Object.fromEntries(targets.map(summary));
}

const pages = measure();
const median = (page, measure) => pages[page]?.[measure].median ?? NaN;
const table = (measures) => Object.fromEntries(Object.keys(pages).map((page) => [page, Object.fromEntries(
  Object.entries(measures).map(([title, measure]) => [title, +median(page, measure).toFixed(1)]))]));
console.log('Medians in ms:');
console.table(table({ [FIRST]: 'tti', usable: 'usable', 'first paint': 'fcp', [NEXT]: 'paint' }));

const verdicts = BUDGETS.map(({ page, what, measure, peer, ratio }) => {
  const is = median(page, measure) / median(peer, measure);
  // Where nothing could be measured, the ratio is no number, and nothing is met.
  return { page, what, 'times': +is.toFixed(2), 'budget': `${ratio} × ${peer}`, verdict: is <= ratio ? 'met' : 'MISSED' };
});
console.table(verdicts);
process.exitCode = verdicts.every(({ verdict }) => verdict === 'met') ? 0 : 1;
