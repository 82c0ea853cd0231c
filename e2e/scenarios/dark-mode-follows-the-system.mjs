import assert from 'node:assert/strict';

import { background, lightness } from '../harness/colour.mjs';
import { scenario } from '../harness/scenario.mjs';
import { firstDocument } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit }) => {
  const { url } = firstDocument('runbook');
  const dark = await visit(url, { colorScheme: 'dark' });
  assert.ok(lightness(await background(dark)) < 0.2, `dark: ${await background(dark)}`);
  const light = await visit(url, { colorScheme: 'light' });
  assert.ok(lightness(await background(light)) > 0.8, `light: ${await background(light)}`);

  // The setting of the system may change while the page is open.
  await light.emulateMedia({ colorScheme: 'dark' });
  assert.ok(lightness(await background(light)) < 0.2, 'follows the system');

  // Without scripts, only the style sheet applies the setting.
  const still = await visit(url, { colorScheme: 'dark', javaScriptEnabled: false });
  assert.ok(lightness(await background(still)) < 0.2, 'dark with JavaScript off');
});
