import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { field, live, settled, shownHits } from '../harness/search.mjs';
import { terminal } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit, server }) => {
  const words = 'connection pool';
  const [{ hits: found }] = terminal([words]);
  let release;
  const slow = await server({ faults: [{ match: /\.wasm$/, delay: new Promise((resolve) => (release = resolve)) }] });
  const page = await visit('/', { server: slow });
  await field(page).click();
  await page.keyboard.type(words);
  assert.equal(await field(page).inputValue(), words, 'the field takes words before anything is awake');
  assert.equal(await page.locator('html[data-ready]').count(), 0, 'nothing is awake yet');

  release();
  await live(page);
  assert.equal(await field(page).inputValue(), words, 'waking keeps them');
  assert.ok(await field(page).evaluate((one) => one === document.activeElement), 'and the place of the cursor');
  await settled(page);
  assert.ok((await shownHits(page)).includes(found[0].url), 'and answers them');
});
