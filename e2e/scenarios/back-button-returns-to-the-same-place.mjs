import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { field, hits, live, searchPath, settled, shownHits, waitForHits } from '../harness/search.mjs';
import { firstDocument } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit }) => {
  const { url } = firstDocument('postmortem');
  const page = await visit(url);
  const path = () => new URL(page.url()).pathname;
  await live(page);

  // Scroll down, open another page, and go back to the same position.
  const link = page.locator('main a[href$="/"]:visible').last();
  await link.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  const before = await page.evaluate(() => scrollY);
  const target = await link.evaluate((/** @type {HTMLAnchorElement} */ one) => new URL(one.href).pathname);
  await link.click();
  await page.waitForURL((address) => address.pathname === target);
  await live(page);
  await page.goBack();
  await page.waitForURL((address) => address.pathname === url);
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 50, before);

  // Open a result from the panel and go back: the panel does not cover the page.
  await live(page);
  await field(page).fill('connection');
  await settled(page);
  await hits(page).last().click();
  await page.waitForURL((address) => address.pathname !== url);
  const led = path();
  await live(page);
  await page.goBack();
  await page.waitForURL((address) => address.pathname === url);
  await live(page);
  assert.equal(await page.locator('#kb-results [data-hit]:visible').count(), 0, 'the panel is closed');
  await page.goForward();
  await page.waitForURL((address) => address.pathname === led);
  await live(page);

  // Show more results, open one of them, and go back to it.
  const results = await visit(searchPath('connection'));
  await live(results);
  await settled(results);
  await results.getByRole('button', { name: 'Show more' }).click();
  await results.waitForFunction(() => document.querySelectorAll('[data-hit]').length > 15);
  const shown = await shownHits(results);
  await hits(results).nth(15).click();
  await results.waitForURL((address) => address.pathname !== '/search/');
  await results.goBack();
  await waitForHits(results, shown);
});
