// The site under test, read as files, and the `kb` that built it.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the work tree. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the published site. */
export const dist = resolve(process.env.KB_SITE ?? join(root, 'dist'));

/** The `kb` binary. */
export const kb = resolve(process.env.KB_BIN ?? join(root, 'target/release/kb'));

/** Returns the text of a file of the site. */
export const read = (/** @type {string} */ path) => readFileSync(join(dist, path), 'utf8');

/**
 * Returns all document pages.
 * @returns {{ path: string, url: string, kind: string, title: string }[]}
 */
export const documents = () => JSON.parse(read('pages.json'));

/**
 * Returns the first document of `kind`, or the first one whose URL contains `part`.
 * @param {string} kind
 */
export function firstDocument(kind, part = '') {
  const all = documents().filter((page) => page.kind === kind);
  const found = all.find((page) => page.url.includes(part)) ?? all[0];
  if (!found) throw new Error(`the site has no ${kind}`);
  return found;
}

/**
 * Returns the URLs of all files that end in `end`, in a fixed order: `/runbooks/x/index.html`.
 * @param {string} end
 */
export function files(end) {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(end))
    .map((path) => `/${path.split(sep).join('/')}`)
    .sort();
}

/** Returns the URL that a reader sees: `/runbooks/x/` for `/runbooks/x/index.html`. */
export const addressOf = (/** @type {string} */ file) => file.replace(/(^|\/)index\.html$/, '$1');

/** The page of its kind that has most on it. */
const RICHEST = ['/symptoms/slow-responses/'];

/**
 * Returns one URL of every kind of page that the site has: `[name, url]`. Pages are of
 * one kind if their `data-page`, their folder at the top and their depth are equal, so
 * a new kind of page is found without being named here.
 * @returns {[name: string, url: string][]}
 */
export function kindsOfPages() {
  /** @type {Map<string, string>} */
  const kinds = new Map();
  for (const file of files('.html')) {
    const page = read(file).match(/<main[^>]* data-page="([^"]+)"/)?.[1];
    // Redirects have no content.
    if (!page) continue;
    const url = page === 'not-found' ? '/no/such/page/' : addressOf(file);
    const parts = url.split('/').filter(Boolean);
    const name = page === 'not-found' ? page : [page, parts[0] ?? '', parts.length].join(' ').trim();
    if (!kinds.has(name) || RICHEST.includes(url)) kinds.set(name, url);
  }
  return [...kinds];
}

/**
 * Returns the results of `kb search` for each of `queries`.
 * @param {string[]} queries
 * @param {string[]} options
 * @returns {{ q: string, total: number, hits: { url: string, title: string, snippet?: string }[] }[]}
 */
export function terminal(queries, ...options) {
  const input = queries.map((q) => `${JSON.stringify({ q })}\n`).join('');
  const out = execFileSync(kb, ['search', '--site', dist, ...options, '--queries', '-'], {
    input,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/**
 * Returns a site of `count` generated documents, built once with this `kb` and this
 * frontend and kept in `target/site/`.
 * @param {number} count
 */
export function generated(count) {
  const [content, out] = ['content', 'generated'].map((name) => join(root, `target/site/${name}-${count}`));
  const app = join(root, 'target/frontend');
  /** @type {(command: string, ...args: string[]) => unknown} */
  const run = (command, ...args) =>
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], maxBuffer: 64 << 20 });
  if (!existsSync(content)) run('cargo', 'xtask', 'generate', '--documents', String(count), '--out', content);
  const built = (/** @type {string} */ path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
  const pages = built(join(out, 'pages.json'));
  if (pages < Math.max(built(kb), built(join(app, 'index.html')))) {
    run(kb, 'build', '--content', content, '--app', app, '--out', out);
  }
  return out;
}

/** Shortens a path below the site for messages. */
export const shown = (/** @type {string} */ path) => relative(dist, path);
