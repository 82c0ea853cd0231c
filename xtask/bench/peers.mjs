// The peers' side: the same articles, and their indexes.
//
//   node peers.mjs extract SITE OUT    OUT/site/**: the articles alone; OUT/docs.jsonl: their text
//   node peers.mjs minisearch OUT      OUT/site/minisearch/: index and page
//   node peers.mjs pages OUT           OUT/site/pagefind.html beside the index that pagefind wrote
//   node peers.mjs pagefind            prints the path of pagefind's own binary
//   node peers.mjs size FOLDER         bytes of an index, as a gzip-only host sends them

import { createReadStream, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import MiniSearch from 'minisearch';

import { asSent } from './host.mjs';
import { OPTIONS } from './pages/options.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Articles out of a published site: what stands in `<main>`, with the page's title. */
function extract(site, out) {
  const lines = [];
  for (const { path, url, title } of JSON.parse(readFileSync(join(site, 'pages.json'), 'utf8'))) {
    const html = readFileSync(join(site, url, 'index.html'), 'utf8');
    const main = html.slice(html.indexOf('<main'), html.lastIndexOf('</main>'));
    const body = main.slice(main.indexOf('>') + 1).replace(/<(script|style|svg|template)\b[\s\S]*?<\/\1>/g, ' ');
    const file = join(out, 'site', url, 'index.html');
    mkdirSync(dirname(file), { recursive: true });
    const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>`;
    writeFileSync(file, `${head}<main data-pagefind-body>${body}</main></html>`);
    lines.push(JSON.stringify({ id: path, url, title, text: textOf(body) }));
  }
  writeFileSync(join(out, 'docs.jsonl'), `${lines.join('\n')}\n`);
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" };
const textOf = (html) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name) => {
      if (name[0] !== '#') return NAMED[name] ?? whole;
      const hex = name[1] === 'x';
      return String.fromCodePoint(parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10) || 32);
    })
    .replace(/\s+/g, ' ')
    .trim();

/** Builds the index that the browser loads. An excerpt of each article stands in for snippets. */
async function minisearch(out) {
  const index = new MiniSearch(OPTIONS);
  const lines = createInterface({ input: createReadStream(join(out, 'docs.jsonl')) });
  for await (const line of lines) {
    const { url, title, text } = JSON.parse(line);
    index.add({ id: url, title, text, excerpt: text.slice(0, 160) });
  }
  const folder = join(out, 'site/minisearch');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
}

function pages(out) {
  const site = join(out, 'site');
  for (const name of ['pagefind.html', 'pagefind.mjs', 'minisearch.html', 'minisearch.mjs', 'options.mjs', 'show.mjs'])
    cpSync(join(here, 'pages', name), join(site, name));
  // It comes with its documentation; a site would send it without.
  const code = readFileSync(join(here, 'node_modules/minisearch/dist/es/index.js'), 'utf8');
  const bare = code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*(\/\/.*)?\n?/gm, '');
  writeFileSync(join(site, 'minisearch/minisearch.js'), bare);
}

function pagefind() {
  const scope = join(here, 'node_modules/@pagefind');
  const [platform] = readdirSync(scope);
  const found = ['pagefind', 'pagefind_extended'].map((name) => join(scope, platform, 'bin', name)).find(existsSync);
  if (!found) throw new Error(`no binary of pagefind in ${scope}/${platform}`);
  console.log(found);
}

/** Pagefind's engine and its ready-made interface, which lie beside its index. */
const CODE = /^(pagefind(-[a-z-]+)?\.(js|css)|wasm\..*\.pagefind)$/;

function size(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const sent = files
    .filter((one) => one.isFile() && !CODE.test(one.name))
    .map((one) => join(one.parentPath ?? one.path, one.name))
    .reduce((sum, path) => sum + asSent(path, readFileSync(path)).length, 0);
  console.log(sent);
}

const [what, ...rest] = process.argv.slice(2);
await { extract, minisearch, pages, pagefind, size }[what](...rest);
