import assert from 'node:assert/strict';

import { meta, tags } from '../harness/html.mjs';
import { scenario } from '../harness/scenario.mjs';
import { documents, read } from '../harness/site.mjs';

scenario(import.meta.url, async () => {
  const all = documents();
  assert.ok(all.length > 0);
  for (const { url, title } of all) {
    const head = tags(read(`${url}index.html`));
    const say = (key) => `${url} ${key}: ${meta(head, key)}`;
    assert.ok(meta(head, 'og:title')?.includes(title), say('og:title'));
    assert.ok(meta(head, 'og:description')?.length > 20, say('og:description'));
    assert.ok(meta(head, 'description')?.length > 20, say('description'));
    assert.ok(meta(head, 'og:type'), say('og:type'));
    assert.ok(meta(head, 'og:site_name'), say('og:site_name'));
    // A preview needs absolute URLs, which exist only with a base URL.
    const address = meta(head, 'og:url');
    if (address) assert.ok(new URL(address).pathname.endsWith(url), say('og:url'));
    assert.doesNotMatch(meta(head, 'og:description'), /[<>]|\*\*|\]\(/, `${url}: plain text, no markup`);
  }
});
