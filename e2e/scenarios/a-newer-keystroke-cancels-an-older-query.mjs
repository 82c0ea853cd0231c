import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { field, live, settled, shownHits, waitForHits } from '../harness/search.mjs';
import { generated } from '../harness/site.mjs';

// Words of many documents; they are typed one letter at a time.
const OLDER = 'connection timeout after deploy of the payments database';
const NEWER = 'replica lag';

scenario(
  import.meta.url,
  async ({ visit, server }) => {
    const root = generated(10_000);
    const big = await server({ root });
    const page = await visit('/', { server: big });
    await live(page);
    await page.locator('html[data-preloaded]').waitFor({ state: 'attached' });

    // All key presses are in one task. When the newest query is answered, the older
    // queries have stopped, and none of their answers is ever shown.
    await field(page).focus();
    await page.evaluate(
      ([older, newer]) => {
        /** @type {HTMLInputElement} */
        const input = document.querySelector('#kb-q');
        const type = (text) => {
          input.value = text;
          input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        };
        window.shown = [];
        const list = document.querySelector('#kb-results');
        new MutationObserver(() => window.shown.push(input.value)).observe(list, { childList: true });
        for (let end = 1; end <= older.length; end++) type(older.slice(0, end));
        type(newer);
      },
      [OLDER, NEWER],
    );
    await settled(page);
    const first = await shownHits(page);
    assert.ok(first.length > 0);
    assert.deepEqual(await page.evaluate(() => [...new Set(window.shown)]), [NEWER], 'only the newest was shown');
    const painted = await page.evaluate(() => window.shown.length);
    assert.equal(painted, 1, `the list was written once, not ${painted} times`);

    // A new page finds the same results for the same words.
    const fresh = await visit('/', { server: big });
    await live(fresh);
    await field(fresh).fill(NEWER);
    await settled(fresh);
    assert.deepEqual(await shownHits(fresh), first);

    // Each key press is in its own task, while the query before is still being answered.
    // The final list is that of the whole query.
    await field(page).fill('');
    await page.evaluate(async (text) => {
      /** @type {HTMLInputElement} */
      const input = document.querySelector('#kb-q');
      for (let end = 1; end <= text.length; end++) {
        input.value = text.slice(0, end);
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, OLDER);
    const other = await visit('/', { server: big });
    await live(other);
    await field(other).fill(OLDER);
    await settled(other);
    const whole = await shownHits(other);
    assert.notDeepEqual(whole, first, 'another query has other results');
    await waitForHits(page, whole);
  },
  { timeout: 300_000 },
);
