import assert from 'node:assert/strict';

import { control, FILES, noted, start, summary } from '../harness/incident.mjs';
import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { anyHit, field, hits, live } from '../harness/search.mjs';

const TOOLS = '**/assets/tools-*.wasm';

scenario(import.meta.url, async ({ server, visit }) => {
  const site = build(FILES);
  try {
    const from = await server({ root: site.dist });
    const page = await visit('/', { server: from });
    await live(page);
    await start(page, 'pool');

    // The recorder is in the other bundle, which is not loaded yet.
    let held = 0;
    await page.route(TOOLS, () => {
      held += 1;
    });
    await page.goto(from.at('/search/'));
    await field(page).fill('uneven');
    await anyHit(page);
    await page.waitForFunction(() => document.querySelector('link[href*="tools-"]'));
    assert.ok(held > 0, 'the bundle that records is on its way');
    assert.equal(await page.evaluate(() => 'ready' in document.documentElement.dataset), false);
    await page.unroute(TOOLS);
    await hits(page).first().click();

    // The page that the result opened records the search.
    await page.waitForURL(/balancer/);
    await live(page);
    await noted(page, 2);
    await summary(page).press('Enter');
    const entries = (await control(page).locator('li').allInnerTexts()).join('\n');
    assert.match(entries, /uneven/i);
    await page.reload();
    await live(page);
    await noted(page, 2);
  } finally {
    site.remove();
  }
});
