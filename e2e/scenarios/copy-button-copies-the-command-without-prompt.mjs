import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { live } from '../harness/search.mjs';
import { firstDocument, documents, read } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit }) => {
  // A page whose commands have a prompt is preferred.
  const runbooks = documents().filter(({ kind }) => kind === 'runbook');
  const prompted = runbooks.find(({ url }) => /<code[^>]*>(<[^>]+>)*\$ /.test(read(`${url}index.html`)));
  const { url } = prompted ?? firstDocument('runbook', 'connections');
  const page = await visit(url, { permissions: ['clipboard-read', 'clipboard-write'] });
  await live(page);
  const blocks = page.locator('.code').filter({ has: page.locator('.kb-copy') });
  assert.ok((await blocks.count()) > 0, `${url} has commands to copy`);
  for (const block of await blocks.all()) {
    const text = await block.locator('pre').innerText();
    await block.locator('.kb-copy').click();
    // A dangerous command needs a second press.
    const danger = await block.getAttribute('data-danger');
    if (danger) {
      await block.locator('.kb-copy').filter({ hasText: danger }).waitFor();
      await block.locator('.kb-copy').click();
    }
    await block
      .locator('.kb-copy')
      .filter({ hasText: /copied/i })
      .waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.trim().length > 0, text);
    assert.doesNotMatch(copied, /^\$ /m, 'no prompt');
    for (const line of copied.split('\n')) assert.ok(text.includes(line.trimEnd()), `${line} is in the block`);
  }
});
