// The search field and its results, by the contracts in the design.

import assert from 'node:assert/strict';

/** The search field of a page. */
export const field = (page) => page.locator('input[type=search][role=combobox]').first();

/** The results shown, in order. */
export const hits = (page) => page.locator('[role=option][data-hit]');

/** The live region that tells how many there are. */
export const status = (page) => page.locator('[role=status]').first();

/** Waits until the page's islands are live. */
export const live = (page) => page.locator('html[data-ready]').waitFor({ state: 'attached' });

/** Addresses of the results shown, in order. */
export const shownHits = (page) => hits(page).evaluateAll((all) => all.map((one) => one.dataset.hit));

/** Waits until the results begin with `urls` in this order; says what is shown if not. */
export async function waitForHits(page, urls, what = '') {
  const agree = (urls) => {
    const shown = [...document.querySelectorAll('[role=option][data-hit]')].map((one) => one.dataset.hit);
    return urls.length === 0 ? false : urls.every((url, index) => shown[index] === url);
  };
  await page.waitForFunction(agree, urls).catch(async (error) => {
    assert.deepEqual(await shownHits(page), urls, what);
    throw error;
  });
}

/**
 * Waits until results stand still: screen readers are told their number once
 * typing has paused and the answer to what was typed is there.
 */
export async function settled(page) {
  await anyHit(page);
  await status(page).filter({ hasText: /\d/ }).waitFor({ state: 'attached' });
}

/** Waits until there is a result. */
export const anyHit = (page) => hits(page).first().waitFor();

/** Searches at `/search/`, by address. */
export const searchPath = (q) => `/search/?q=${encodeURIComponent(q)}`;

/** Whether the text of `page` fits its width. */
export async function fitsWidth(page) {
  const { wide, width, culprits } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const culprits = [...document.body.querySelectorAll('*')]
      .filter((one) => one.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((one) => `<${one.localName} class="${one.className}">`);
    return { wide: document.documentElement.scrollWidth, width, culprits };
  });
  assert.ok(wide <= width, `the page is ${wide} px wide in a window of ${width}: ${culprits.join(' ')}`);
}

/** Pastes `text` into the search field, as a browser would. */
export async function paste(page, text) {
  await field(page).focus();
  await field(page).evaluate((input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    // What nobody takes, the browser puts in: on one line.
    if (input.dispatchEvent(event))
      input.setRangeText(text.replace(/\n/g, ' '), input.selectionStart, input.selectionEnd, 'end');
  }, text);
}

/** The switches of what was understood of a paste. */
export const parts = (page) => page.locator('button[data-part][aria-pressed]');

/** The query in the address. */
export const asked = (page) => new URL(page.url()).searchParams.get('q');
