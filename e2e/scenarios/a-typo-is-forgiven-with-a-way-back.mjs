import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, asked, field, live, searchPath, shownHits } from '../harness/search.mjs';

scenario(import.meta.url, async ({ visit, step }) => {
  await step('on the search page', async () => {
    const page = await visit(searchPath('conection'));
    await anyHit(page);
    await page.getByText('Showing results for connection').waitFor();
    await page.getByRole('link', { name: 'search instead for conection' }).click();
    await page.waitForURL((url) => url.searchParams.get('as') === 'typed');
    await page.getByText('No page mentions "conection"').waitFor();
    assert.deepEqual(await shownHits(page), []);
    assert.equal(asked(page), 'conection');

    // The choice is in the URL: another reader sees the same, and Back undoes it.
    const other = await visit('/search/?q=conection&as=typed');
    await other.getByText('No page mentions "conection"').waitFor();
    await page.goBack();
    await anyHit(page);
    await page.getByText('Showing results for connection').waitFor();
  });
  await step('in the panel, with a word nearby', async () => {
    const page = await visit('/');
    await live(page);
    await field(page).fill('conection');
    await anyHit(page);
    await page.getByRole('link', { name: 'search instead for conection' }).click();
    await page.getByText('No page mentions "conection"').waitFor();
    // One press searches for the nearest words.
    await page.locator('.kb-note a').first().click();
    await anyHit(page);
    assert.notEqual(await field(page).inputValue(), 'conection');
  });
});
