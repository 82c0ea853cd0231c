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

/** Returns one URL of every kind of page that the site has: `[name, url]`. */
export function kindsOfPages() {
  const kinds = [
    ['home', '/'],
    ['search', '/search/'],
  ];
  for (const kind of ['runbook', 'postmortem', 'guide', 'service']) {
    const page = documents().find((page) => page.kind === kind);
    if (!page) continue;
    kinds.push([`index of ${kind}s`, `/${kind}s/`], [kind, page.url]);
  }
  for (const name of ['lessons', 'actions', 'insights']) {
    if (existsSync(join(dist, name, 'index.html'))) kinds.push([name, `/${name}/`]);
  }
  const brief = files('/brief/index.html')[0];
  if (brief) kinds.push(['brief', addressOf(brief)]);
  const cut = files('/index.html').find((file) => /^\/lessons\/cause\//.test(file));
  if (cut) kinds.push(['lessons of a cause', addressOf(cut)]);
  const tag = files('/index.html').find((file) => /^\/tags\/[^/]+\/index\.html$/.test(file));
  if (tag) kinds.push(['tag', addressOf(tag)]);
  const alert = files('/index.html').find((file) => /^\/alerts\/[^/]+\/index\.html$/.test(file));
  if (alert) kinds.push(['alert', addressOf(alert)]);
  if (existsSync(join(dist, 'symptoms/index.html'))) kinds.push(['symptoms', '/symptoms/']);
  const symptom =
    files('/index.html').find((file) => /^\/symptoms\/slow-responses\/index\.html$/.test(file)) ??
    files('/index.html').find((file) => /^\/symptoms\/[^/]+\/index\.html$/.test(file));
  if (symptom) kinds.push(['symptom', addressOf(symptom)]);
  if (existsSync(join(dist, '404.html'))) kinds.push(['not found', '/no/such/page/']);
  return kinds;
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
