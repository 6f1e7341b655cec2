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

/** The flow that the peers ask, as an article of ours: what differs is then the program alone, not what it asks. */
function writeArticle(folder) {
  const { title, start, questions, remedies } = JSON.parse(readFileSync(join(peers, 'shared/flow.json'), 'utf8'));
  const flow = ['support = "https://example.org/support"'], words = [`title = "${title}"`, 'intro = "Answer, and see what helps."'], sections = [];
  const table = (facts) => `{ ${Object.entries(facts).map(([fact, value]) => `${fact} = "${value}"`).join(', ')} }`;
  const add = (id, facts) => {
    const { title, text, answers } = questions[id] ?? remedies[id];
    if (!answers) {
      flow.push(`[[remedies]]\nsection = "${id}"\nwhen = [${table(facts)}]`);
      words.push(`[sections.${id}]\nsource = "https://example.org/"\nchecked = 2026-11-24`);
      sections.push(`## ${title} {#${id}}\n\n${text}`);
      return;
    }
    flow.push(`[facts.${id}]\nvalues = [${answers.map(({ next }) => `"to-${next}"`)}]\n[[questions]]\nfact = "${id}"${id === start ? '' : `\nwhen = [${table(facts)}]`}`);
    words.push(`[questions.${id}]\nprompt = "${title}"\nhint = "${text}"\n[questions.${id}.answers]`, ...answers.map(({ text, next }) => `to-${next} = "${text}"`));
    for (const { next } of answers) add(next, { ...facts, [id]: `to-${next}` });
  };
  add(start, {});
  flow.push('[[remedies]]\nsection = "support"\naction = "https://example.org/support"');
  words.push('[sections.support]\naction = "Ask us"\nsource = "https://example.org/"\nchecked = 2026-11-24\n[support]\nlabel = "Ask us"\ntext = "Say what you see."\nreply = "Reply to our mail."\nnone = "We can’t help here."');
  sections.push('## Ask us {#support}\n\nSay what you see.');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'flow.toml'), flow.join('\n'));
  writeFileSync(join(folder, 'en.md'), `+++\n${words.join('\n')}\n+++\n\n${sections.join('\n\n')}\n`);
}

/** The README's two lines in a page of the same shape as the Preact peer's. */
function embed(folder, article) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(dist, join(folder, 'login-help'), { recursive: true });
  if (article) {
    writeArticle(join(folder, 'articles', article));
    execFileSync('cargo', ['run', '--quiet', '--features', 'e2e', '--bin', 'login-help', '--', 'build', join(folder, 'articles'), join(folder, 'login-help/articles')], { stdio: 'inherit' });
  }
  writeFileSync(join(folder, 'index.html'), `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Log in help</title><link rel="icon" href="data:,"></head>
<body><main><script type="module" src="/login-help/login-help.js"></script>
<login-help${article ? ` article="/login-help/articles/${article}/"` : ''}><a href="/help/login">Trouble logging in?</a></login-help></main></body></html>
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
    { name: "embedded, the peers' questions", at: embed(join(peers, 'alike'), 'peers'), ...ours },
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

/** Where the time of a press goes, and what it makes, by the peers' own script. */
function trace() {
  const pages = ['preact=dist/preact,.answer', `stand-alone=${dist}`, 'embedded=embedded'];
  console.log('\nOne press of an answer on the first question, the processor slowed four times:');
  execFileSync('node', ['press.mjs', ...pages], { cwd: peers, stdio: ['ignore', 'inherit', 'inherit'] });
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
trace();
process.exitCode = verdicts.every(({ verdict }) => verdict === 'met') ? 0 : 1;
