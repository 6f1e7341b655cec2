// What search libraries make of the same sentences that `words.rs` tries ours with:
//
//   node tests/bench/words.mjs PEERS WORDS
//
// PEERS is a folder with the libraries installed (`./dev bench words` does it); WORDS is what `words.rs` wrote. Each is
// given the article as documents of heading, text and sentences, and set as its guide advises for people who type.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [peers, words] = process.argv.slice(2).map((path) => resolve(path));
const languages = JSON.parse(readFileSync(words, 'utf8'));
const require = createRequire(join(peers, 'package.json'));
const FIELDS = { heading: 2, says: 3, text: 1 };

/** MiniSearch: BM25+, with words begun and words with slips in them. */
async function miniSearch({ documents }) {
  const MiniSearch = require('minisearch');
  const index = new MiniSearch({
    fields: Object.keys(FIELDS), searchOptions: { boost: FIELDS, prefix: (term) => term.length > 3, fuzzy: 0.2 },
  });
  index.addAll(documents.map((document) => ({ ...document, says: document.says.join('\n') })));
  return (text) => index.search(text).map(({ id }) => id);
}

/** Fuse.js: how like the whole text is to some part of a document. */
async function fuse({ documents }) {
  const Fuse = require('fuse.js').default ?? require('fuse.js');
  const keys = Object.entries(FIELDS).map(([name, weight]) => ({ name, weight }));
  const index = new Fuse(documents, { keys, ignoreLocation: true, includeScore: true });
  return (text) => index.search(text.slice(0, 1000)).map(({ item }) => item.id);
}

/** Pagefind: an index made of pages, searched in the browser; here the browser is a few stand-ins. */
async function pagefind({ documents, lang }) {
  const { createIndex, close } = await import(pathToFileURL(join(peers, 'node_modules/pagefind/lib/index.js')));
  const { index } = await createIndex({ forceLanguage: lang.toLowerCase() });
  for (const { id, heading, text, says } of documents) {
    const escaped = (part) => part.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const said = says.map((one) => `<h3>${escaped(one)}</h3>`).join('');
    const content = `<html lang="${lang}"><body><h1>${escaped(heading)}</h1>${said}<p>${escaped(text)}</p></body></html>`;
    await index.addHTMLFile({ url: `/${id}/`, content });
  }
  const folder = join(peers, 'pagefind', lang);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await index.writeFiles({ outputPath: folder });
  await close();
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const base = `${pathToFileURL(folder)}/`;
  globalThis.fetch = async (url) => new Response(readFileSync(new URL(String(url).split('?')[0], base)));
  globalThis.document = { querySelector: () => ({ getAttribute: () => lang.toLowerCase() }), currentScript: null };
  globalThis.window = { location: { origin: 'http://x', href: 'http://x/' } };
  globalThis.location = globalThis.window.location;
  const search = await import(`${base}pagefind.js`);
  await search.options({ basePath: base, baseUrl: '/' });
  await search.init();
  return async (text) => {
    const { results } = await search.search(text.slice(0, 1000));
    const found = await Promise.all(results.slice(0, 3).map((result) => result.data()));
    return found.map(({ url, raw_url: raw }) => (raw ?? url).split('/').filter(Boolean).at(-1));
  };
}

const percent = (part, all) => (all ? (100 * part) / all : 0).toFixed(1).padStart(5);

for (const [name, make] of Object.entries({ MiniSearch: miniSearch, 'Fuse.js': fuse, Pagefind: pagefind })) {
  console.log(name);
  const all = { tried: 0, first: 0, three: 0, nonsense: 0, taken: 0 };
  const line = (lang, of) => console.log(`${lang.padEnd(6)} ${String(of.tried).padStart(4)}  first ${percent(of.first, of.tried)} %  `
    + `among three ${percent(of.three, of.tried)} %  nonsense taken for sense ${of.taken} of ${of.nonsense}`);
  for (const language of languages) {
    const search = await make(language);
    const ids = language.documents.map(({ id }) => id);
    const own = { tried: 0, first: 0, three: 0, nonsense: language.nonsense.length, taken: 0 };
    for (const { text, leads } of language.sayings) {
      if (!leads.some((lead) => ids.includes(lead))) continue;
      const found = (await search(text)).slice(0, 3);
      own.tried += 1;
      own.first += leads.includes(found[0]);
      own.three += found.some((id) => leads.includes(id));
    }
    for (const text of language.nonsense) own.taken += (await search(text)).length > 0;
    line(language.lang, own);
    for (const key of Object.keys(all)) all[key] += own[key];
  }
  line('all', all);
}
