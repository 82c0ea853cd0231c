import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { meta, tags } from '../harness/html.mjs';
import { scenario } from '../harness/scenario.mjs';
import { addressOf, dist, files, read } from '../harness/site.mjs';

const pages = new Map();
const page = (file) => {
  if (!pages.has(file)) pages.set(file, tags(read(file)));
  return pages.get(file);
};

/** Returns the violations of the rules that every page must follow. */
function complaints(file) {
  const all = page(file);
  const found = [];
  for (const { name, attributes, text } of all) {
    if ('style' in attributes) found.push(`<${name} style="${attributes.style}">`);
    if (name === 'style') found.push('a <style> element');
    const data = /json/.test(attributes.type ?? '');
    if (name === 'script' && !('src' in attributes) && !data) found.push(`an inline script: ${text.slice(0, 40)}`);
    for (const key of Object.keys(attributes)) if (/^on/.test(key)) found.push(`<${name} ${key}>`);
  }
  const policy = meta(all, 'content-security-policy') ?? '';
  if (!/default-src 'none'/.test(policy)) found.push(`no strict policy: ${policy}`);
  if (/unsafe-inline|'unsafe-eval'/.test(policy)) found.push(`a loose policy: ${policy}`);
  if (!all.some(({ name, attributes }) => name === 'html' && attributes.lang)) found.push('no language');
  if (!all.some(({ name, text }) => name === 'title' && text.trim())) found.push('no title');
  return found;
}

/** Returns the URLs on a page that have no target, or are not relative. */
function broken(file) {
  const found = [];
  for (const { name, attributes } of page(file)) {
    for (const key of ['href', 'src', 'action']) {
      const value = attributes[key];
      if (value === undefined) continue;
      const canonical = name === 'link' && attributes.rel === 'canonical';
      if (/^[a-z][a-z+.-]*:/i.test(value) || value.startsWith('//')) {
        // Links to other sites are allowed; loading files from other sites is not.
        if (!canonical && !['a', 'area'].includes(name)) found.push(`<${name}> loads ${value}`);
        continue;
      }
      if (file === '/404.html') continue;
      if (value.startsWith('/')) found.push(`${value} is not relative`);
      else found.push(...missing(file, value));
    }
  }
  return found;
}

function missing(file, value) {
  const url = new URL(value, `http://site${addressOf(file)}`);
  const path = decodeURIComponent(url.pathname);
  const target = path.endsWith('/') ? `${path}index.html` : path;
  if (!existsSync(join(dist, target)) || statSync(join(dist, target)).isDirectory())
    return [`${value}: there is no ${target}`];
  const fragment = decodeURIComponent(url.hash.slice(1));
  if (!fragment || !target.endsWith('.html')) return [];
  const there = page(target).some(({ attributes }) => attributes.id === fragment);
  return there ? [] : [`${value}: ${target} has no #${fragment}`];
}

scenario(import.meta.url, async ({ step }) => {
  const all = files('.html');
  assert.ok(all.length > 5, `${all.length} pages`);
  /** @type {[what: string, check: (file: string) => string[]][]} */
  const CHECKS = [
    ['inline and policy', complaints],
    ['addresses', broken],
  ];
  for (const [what, check] of CHECKS) {
    await step(what, () => {
      const found = all.flatMap((file) => check(file).map((complaint) => `${file}: ${complaint}`));
      assert.equal(found.length, 0, `${found.length} complaints\n${found.slice(0, 30).join('\n')}`);
    });
  }
  await step('ids are unique', () => {
    for (const file of all) {
      const ids = page(file)
        .map(({ attributes }) => attributes.id)
        .filter(Boolean);
      const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
      assert.deepEqual(twice, [], file);
    }
  });
});
