import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, field, hits, live } from '../harness/search.mjs';

scenario(import.meta.url, async ({ visit, server }) => {
  const plain = await server();
  const page = await visit('/', { server: plain });
  await live(page);
  // A search whose hit is opened is stored.
  await field(page).fill('connection leak');
  await anyHit(page);
  await hits(page).first().click();
  await page.waitForURL((url) => url.pathname !== '/');
  await page.goto(plain.at('/search/'));
  await live(page);
  const past = page.locator('.kb-past');
  await past.getByRole('link', { name: 'connection leak' }).waitFor();
  assert.match(await past.innerText(), /Saved only in this browser/);

  await past.getByRole('button', { name: 'Pin: connection leak' }).click();
  await past.getByRole('heading', { name: 'Pinned' }).waitFor();
  await past.getByRole('link', { name: 'connection leak' }).click();
  await anyHit(page);
  assert.equal(await field(page).inputValue(), 'connection leak');

  // A query without words, or with a filter at its end, is not listed as a page to write.
  for (const words of ['-', '""', '...', 'title:qxzvw', 'qxzvwkj title:jjqxz']) {
    await field(page).fill(words);
    await page.locator('.kb-nothing').waitFor();
    await page.waitForTimeout(2000);
    assert.doesNotMatch(await page.evaluate(() => localStorage.getItem('kb-searches')), /^-/m, words);
  }

  // A query without results is listed as a page to write.
  for (const words of ['qxzvwkj `jjqxzq`', 'zzyzxw kkqxjq']) {
    await field(page).fill(words);
    await page.locator('.kb-nothing').waitFor();
    await page.waitForFunction((words) => localStorage.getItem('kb-searches').includes(`-${words}`), words);
  }
  await field(page).fill('');
  await past.getByRole('heading', { name: 'No results' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /pages to write/ }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'pages-to-write.md');
  const text = readFileSync(await download.path(), 'utf8');
  assert.equal(
    text,
    '# Pages to write\n\nSearches that found nothing.\n\n- [ ] `zzyzxw kkqxjq`\n- [ ] `` qxzvwkj `jjqxzq` ``\n',
  );

  // No query is sent to the server.
  assert.ok(!plain.requests.some((path) => /jjqxzq|zzyzxw|leak/.test(path)), 'the server never hears of it');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await past.waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => localStorage.getItem('kb-searches')), '');
});
