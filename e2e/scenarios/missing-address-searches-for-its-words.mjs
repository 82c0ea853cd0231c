import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, live, shownHits } from '../harness/search.mjs';
import { firstDocument } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit, pages }) => {
  const { url } = firstDocument('runbook', 'connections-exhausted');
  const wrong = url.replace(/^\/runbooks\/|\/$/g, '');
  pages.expect(/404/);
  const page = await visit(`/old-wiki/${wrong}.html`);
  await page.locator('h1').first().waitFor();
  await live(page);
  assert.match(await field(page).inputValue(), /connections/, 'the field holds the words of the address');

  await anyHit(page);
  assert.ok(
    (await shownHits(page)).slice(0, 3).some((hit) => hit.startsWith(url)),
    `${url} is among the first`,
  );
});
