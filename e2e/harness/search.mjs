// Finds the search field and its results by their roles and attributes.

import assert from 'node:assert/strict';

/** @import { Page } from 'playwright-core' */

/** The search field of a page. */
export const field = (/** @type {Page} */ page) => page.locator('input[type=search][role=combobox]').first();

/** The visible results, in order. */
export const hits = (/** @type {Page} */ page) => page.locator('[role=option][data-hit]');

/** The live region with the number of results. */
export const status = (/** @type {Page} */ page) => page.locator('[role=status]').first();

/** Waits until the page's islands are live. */
export const live = (/** @type {Page} */ page) => page.locator('html[data-ready]').waitFor({ state: 'attached' });

/** Returns the URLs of the visible results, in order. */
export const shownHits = (/** @type {Page} */ page) =>
  hits(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-hit') ?? ''));

/**
 * Waits until the results start with `urls` in this order. The error lists the visible results.
 * @param {Page} page
 * @param {string[]} urls
 */
export async function waitForHits(page, urls, what = '') {
  assert.ok(urls.length > 0, `there is something to wait for: ${what}`);
  const agree = (/** @type {string[]} */ urls) => {
    const shown = [...document.querySelectorAll('[role=option][data-hit]')].map((one) => one.getAttribute('data-hit'));
    return urls.every((url, index) => shown[index] === url);
  };
  await page.waitForFunction(agree, urls).catch(async (error) => {
    assert.deepEqual(await shownHits(page), urls, what);
    throw error;
  });
}

/**
 * Waits until the results are final: their number is announced to screen readers when
 * typing has paused and the results of the query are there.
 * @param {Page} page
 */
export async function settled(page) {
  await anyHit(page);
  await status(page).filter({ hasText: /\d/ }).waitFor({ state: 'attached' });
}

/** Waits until there is a result. */
export const anyHit = (/** @type {Page} */ page) => hits(page).first().waitFor();

/** Returns the path of the search page with the query `q`. */
export const searchPath = (/** @type {string} */ q) => `/search/?q=${encodeURIComponent(q)}`;

/**
 * Fails if the text of `page` does not fit its width.
 * @param {Page} page
 */
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

/**
 * Pastes `text` into the search field, as a browser would.
 * @param {Page} page
 * @param {string} text
 */
export async function paste(page, text) {
  await field(page).focus();
  await field(page).evaluate((element, text) => {
    const input = /** @type {HTMLInputElement} */ (element);
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    // If no handler takes the paste, the browser inserts it as one line.
    if (input.dispatchEvent(event))
      input.setRangeText(text.replace(/\n/g, ' '), input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
  }, text);
}

/** The buttons for the recognised parts of a paste. */
export const parts = (/** @type {Page} */ page) => page.locator('button[data-part][aria-pressed]');

/** Returns the query in the URL. */
export const asked = (/** @type {Page} */ page) => new URL(page.url()).searchParams.get('q');
