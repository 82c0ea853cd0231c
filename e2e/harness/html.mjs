// Reads published HTML: its tags, attributes and ids, without a browser.

const TAG = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const RAW = /(<(script|style|textarea|title)\b(?:"[^"]*"|'[^']*'|[^"'>])*>)([\s\S]*?)(<\/\2\s*>)/gi;

/** @type {Record<string, string>} */
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#x27': "'", '#38': '&' };
const decoded = (/** @type {string} */ text) => text.replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all);

/**
 * An opening tag; `text` is the content of a raw element (`script`, `style`, `textarea`, `title`).
 * @typedef {{ name: string, attributes: Record<string, string>, text?: string }} Tag
 */

/**
 * Returns the opening tags of `html`.
 * @param {string} html
 */
export function tags(html) {
  /** @type {string[]} */
  const raw = [];
  const bare = html.replace(RAW, (_, open, _name, text, close) => {
    raw.push(text);
    return open + close;
  });
  /** @type {Tag[]} */
  const found = [];
  for (const [, closing, name, rest] of bare.matchAll(TAG)) {
    if (!name || closing) continue;
    /** @type {Record<string, string>} */
    const attributes = {};
    for (const [, key, a, b, c] of rest.matchAll(ATTRIBUTE)) attributes[key.toLowerCase()] = decoded(a ?? b ?? c ?? '');
    /** @type {Tag} */
    const tag = { name: name.toLowerCase(), attributes };
    if (/^(script|style|textarea|title)$/.test(tag.name)) tag.text = raw.shift() ?? '';
    found.push(tag);
  }
  return found;
}

/**
 * Returns the content of the `<meta>` whose name, property or http-equiv is `key`.
 * @param {Tag[]} all
 * @param {string} key
 */
export const meta = (all, key) =>
  all.find(
    ({ name, attributes: a }) => name === 'meta' && [a.name, a.property, a['http-equiv']?.toLowerCase()].includes(key),
  )?.attributes.content;
