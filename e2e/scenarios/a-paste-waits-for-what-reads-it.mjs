import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, hits, parts, paste, searchPath } from '../harness/search.mjs';
import { firstDocument } from '../harness/site.mjs';

const LOG = `2024-03-12T08:15:02.113Z ERROR [payments-7d9f8b6c5d-x2x4z] Pool - HikariPool-1 - Connection is not available
2024-03-12T08:15:02.114Z ERROR [payments-7d9f8b6c5d-x2x4z] java.sql.SQLTransientConnectionException: gone`;

// The code that reads pastes is in the bundle that a first search does not need.
const READER = /\/tools-[^/]*\.wasm$/;
const exception = (page) => page.locator('button[data-part="SQLTransientConnectionException"]');

scenario(import.meta.url, async ({ visit, server, pages, step }) => {
  /** @returns {Promise<[Awaited<ReturnType<typeof server>>, () => void]>} */
  const held = async () => {
    /** @type {(value?: unknown) => void} */
    let release;
    const faults = [{ match: READER, delay: new Promise((resolve) => (release = resolve)) }];
    return [await server({ faults }), () => release()];
  };

  await step('on the search page, after a search of words', async () => {
    const [slow, release] = await held();
    const page = await visit(searchPath('connection pool'), { server: slow });
    await anyHit(page);
    await field(page).selectText();
    await paste(page, LOG);
    assert.match(
      await field(page).inputValue(),
      /^2024-03-12T08:15:02.113Z ERROR/,
      'its beginning stands in the field',
    );
    release();
    await exception(page).waitFor();
    assert.doesNotMatch(await field(page).inputValue(), /2024/, 'then what counts');
    await anyHit(page);
    assert.doesNotMatch(decodeURIComponent(page.url()), /2024/);
    await page.goBack();
    await page.waitForURL(/q=connection(%20|\+)pool$/);
  });

  await step('in the field of a page, before anything is awake', async () => {
    const [slow, release] = await held();
    const page = await visit(firstDocument('runbook').url, { server: slow });
    await field(page).fill('type:runbook ');
    await paste(page, LOG);
    release();
    await exception(page).waitFor();
    await anyHit(page);
    assert.match(await field(page).inputValue(), /^type:runbook SQLTransientConnectionException/);
  });

  await step("in the moment between the island's waking and the loader's knowing of it", async () => {
    const [slow, release] = await held();
    const page = await visit('/', { server: slow });
    // The loader waits for one turn after hydration, with the only `setTimeout` here that has
    // no time.
    await page.addInitScript((log) => {
      const later = window.setTimeout;
      /** @type {(then: () => void, ...rest: number[]) => unknown} */
      const watched = (then, ...rest) => {
        const input = /** @type {HTMLInputElement} */ (document.getElementById('kb-q'));
        if (rest.length === 0 && input?.value === '') {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', log);
          window.taken = !input.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
          );
        }
        return later.call(window, then, ...rest);
      };
      Object.assign(window, { setTimeout: watched });
    }, LOG);
    await page.goto(new URL(firstDocument('runbook').url, page.url()).href);
    await field(page).focus();
    await page.waitForFunction(() => window.taken);
    assert.equal(
      await field(page).evaluate((input) => input.dataset.paste),
      undefined,
      'one of them took it, not both',
    );
    release();
    await exception(page).waitFor();
    await anyHit(page);
  });

  await step('words typed meanwhile stay', async () => {
    const [slow, release] = await held();
    const page = await visit('/search/', { server: slow });
    await paste(page, LOG);
    await field(page).fill('disk full');
    await anyHit(page);
    release();
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    await page.waitForTimeout(300);
    assert.equal(await field(page).inputValue(), 'disk full');
    assert.match(page.url(), /q=disk(%20|\+)full/);
    assert.equal(await parts(page).count(), 0);
  });

  await step('Enter takes it along', async () => {
    const [slow, release] = await held();
    const page = await visit(firstDocument('runbook').url, { server: slow });
    await field(page).focus();
    await paste(page, LOG);
    await page.waitForFunction(() => !document.querySelector('#kb-q').hasAttribute('data-paste'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\/\?/);
    release();
    await exception(page).waitFor();
    await page.waitForURL((url) => !url.search.includes('2024'));
    await anyHit(page);
  });

  await step('without it, its words are searched', async () => {
    pages.expect(/404|did not wake/);
    const broken = await server({ faults: [{ match: READER, status: 404 }] });
    const page = await visit('/search/', { server: broken });
    await paste(page, LOG);
    await anyHit(page);
    assert.ok((await hits(page).count()) > 0 && (await parts(page).count()) === 0);
  });
});
