import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { live, searchPath, shownHits, status } from '../harness/search.mjs';

scenario(import.meta.url, async ({ visit }) => {
  const page = await visit(searchPath('qxzvwk jjkqzx'));
  await live(page);
  await status(page)
    .filter({ hasText: /nothing|no (results?|match|hit)|0 /i })
    .waitFor({ state: 'attached' });
  assert.deepEqual(await shownHits(page), []);
  const ways = await page.locator('main a[href]:visible, main button:visible').count();
  assert.ok(ways >= 2, `there is somewhere to go next: ${ways} ways`);
  assert.match(await page.locator('main').innerText(), /qxzvwk/, 'it says what was searched for');
});
