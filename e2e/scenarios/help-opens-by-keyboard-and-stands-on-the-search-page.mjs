import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { field, live } from '../harness/search.mjs';
import { firstDocument } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit, step }) => {
  for (const path of ['/', firstDocument('runbook').url, '/search/']) {
    await step(path, async () => {
      const page = await visit(path);
      await live(page);
      await page.keyboard.press('?');
      const help = page.getByRole('dialog', { name: 'How to search' });
      await help.waitFor();
      for (const text of ['type:runbook', 'sev:<=2', 'after:2023-01', 'open in a new tab']) {
        assert.ok((await help.innerText()).includes(text), text);
      }
      await page.keyboard.press('Escape');
      await help.waitFor({ state: 'hidden' });

      // In the field, `?` is a character; the link next to the field opens the help.
      await field(page).focus();
      await page.keyboard.press('?');
      assert.equal(await field(page).inputValue(), '?');
      assert.ok(!(await help.isVisible()));
      await page.locator('a[data-help]').first().focus();
      await page.keyboard.press('Enter');
      await help.waitFor();
    });
  }
  await step('by a finger', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    for (const path of ['/', firstDocument('runbook').url, '/search/']) {
      const page = await visit(path, phone);
      await live(page);
      const link = page.locator('a[data-help]').first();
      const before = await link.boundingBox();
      await page.touchscreen.tap(before.x + before.width / 2, before.y + before.height / 2);
      const help = page.getByRole('dialog', { name: 'How to search' });
      await help.waitFor();
      await help.getByRole('button', { name: 'Close' }).tap();
      await help.waitFor({ state: 'hidden' });
      assert.deepEqual(await link.boundingBox(), before, 'the field is where it was');
    }
  });
  await step('without JavaScript', async () => {
    const page = await visit('/', { javaScriptEnabled: false });
    await page.locator('a[data-help]').first().click();
    await page.waitForURL(/\/search\/#kb-help$/);
    assert.match(await page.locator('#kb-help, section.kb-help').first().innerText(), /type:runbook/);
  });
});
