import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, hits, live } from '../harness/search.mjs';

scenario(import.meta.url, async ({ visit, server }) => {
  const one = await server();
  const page = await visit('/', { server: one });
  await live(page);
  await page.locator('html[data-preloaded]').waitFor({ state: 'attached' });
  // From here on there is no server.
  await one.close();
  const before = one.requests.length;
  await field(page).fill('connection');
  await anyHit(page);
  assert.ok((await hits(page).count()) >= 3);
  assert.equal(one.requests.length, before);
});
