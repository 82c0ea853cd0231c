import assert from 'node:assert/strict';

import { background, lightness } from '../harness/colour.mjs';
import { scenario } from '../harness/scenario.mjs';
import { firstDocument } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit }) => {
  const page = await visit('/', { colorScheme: 'light' });
  const control = page.locator('[data-theme-switch]').first();
  await control.waitFor();
  const theme = () => page.locator('html').getAttribute('data-theme');

  // The switch cycles through three themes, so at most three key presses select dark.
  await control.focus();
  for (let press = 0; press < 3 && (await theme()) !== 'dark'; press++) await page.keyboard.press('Enter');
  assert.equal(await theme(), 'dark');
  assert.ok(lightness(await background(page)) < 0.2, 'dark against a light system');

  await page.reload();
  assert.equal(await theme(), 'dark', 'kept over a reload');
  await page.goto(new URL(firstDocument('postmortem').url, page.url()).href);
  assert.equal(await theme(), 'dark', 'kept on other pages');
  assert.ok(lightness(await background(page)) < 0.2);
});
