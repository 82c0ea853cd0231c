import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { scenario } from '../harness/scenario.mjs';
import { root } from '../harness/site.mjs';

// The unit tests of the crate `model` read the same file.
const cases = readFileSync(join(root, 'model/tests/names.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split('\t'));

scenario(import.meta.url, async ({ visit }) => {
  assert.ok(cases.length >= 10);
  const page = await visit('/');
  const names = cases.map(([name]) => name);
  const spelled = await page.evaluate((names) => {
    const { alertKey, slug } = /** @type {any} */ (window).kbNames;
    return names.map((name) => [name, alertKey(name), slug(name)]);
  }, names);
  assert.deepEqual(spelled, cases);
});
