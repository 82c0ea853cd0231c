// Reads published HTML: its tags, attributes and ids, without a browser.

const TAG = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const RAW = /(<(script|style|textarea|title)\b(?:"[^"]*"|'[^']*'|[^"'>])*>)([\s\S]*?)(<\/\2\s*>)/gi;

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#x27': "'", '#38': '&' };
const decoded = (text) => text.replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all);

/** The opening tags of `html`: `{ name, attributes, text }`, text for raw elements alone. */
export function tags(html) {
  const raw = [];
  const bare = html.replace(RAW, (_, open, name, text, close) => {
    raw.push(text);
    return open + close;
  });
  const found = [];
  for (const [, closing, name, rest] of bare.matchAll(TAG)) {
    if (!name || closing) continue;
    const attributes = {};
    for (const [, key, a, b, c] of rest.matchAll(ATTRIBUTE)) attributes[key.toLowerCase()] = decoded(a ?? b ?? c ?? '');
    const tag = { name: name.toLowerCase(), attributes };
    if (/^(script|style|textarea|title)$/.test(tag.name)) tag.text = raw.shift() ?? '';
    found.push(tag);
  }
  return found;
}

/** The content of `<meta>` whose name, property or http-equiv is `key`. */
export const meta = (all, key) =>
  all.find(
    ({ name, attributes: a }) => name === 'meta' && [a.name, a.property, a['http-equiv']?.toLowerCase()].includes(key),
  )?.attributes.content;
