import assert from 'node:assert/strict';

import { background, lightness } from '../harness/colour.mjs';
import { scenario } from '../harness/scenario.mjs';
import { field } from '../harness/search.mjs';
import { firstDocument } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit }) => {
  const page = await visit(firstDocument('runbook').url, { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  // The breadcrumbs may stay.
  const navigation = await page.locator('nav:visible').evaluateAll((all) => all.map((one) => one.ariaLabel));
  assert.deepEqual(
    navigation.filter((label) => label !== 'Breadcrumbs'),
    [],
    'no navigation',
  );
  assert.ok(!(await field(page).isVisible()), 'no search field');
  assert.equal(await page.locator('button:visible').count(), 0, 'no buttons');
  assert.ok(await page.locator('h1').first().isVisible(), 'the title stays');
  assert.ok((await page.locator('main').innerText()).length > 200, 'the text stays');
  assert.ok(lightness(await background(page)) > 0.9, 'on white paper, also at night');
});
