import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, hits, live, searchPath } from '../harness/search.mjs';

scenario(import.meta.url, async ({ visit }) => {
  const page = await visit(searchPath('connection'));
  await live(page);
  await anyHit(page);
  await hits(page).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/search/'));
  const marks = page.locator('main mark.kb-mark');
  await marks.first().waitFor();
  // Words in folded parts are highlighted, too.
  for (const text of await marks.allTextContents()) assert.match(text, /^connect/i);
  assert.equal(await page.locator('h1 a mark.kb-mark, script mark, code button mark').count(), 0);
});
