import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { documents, kindsOfPages } from '../harness/site.mjs';

scenario(import.meta.url, async ({ visit, pages, step }) => {
  pages.expect(/no\/such\/page/);
  for (const [kind, path] of kindsOfPages()) {
    await step(kind, async () => {
      const page = await visit(path, { javaScriptEnabled: false });
      // The page of an alert may redirect to its runbook.
      await page.locator('h1').first().waitFor();
      const text = await page.locator('main').innerText();
      assert.ok(text.trim().length > 20, `its text is in the page: ${JSON.stringify(text)}`);
      const form = page.locator('form[role=search]').first();
      assert.equal((await form.getAttribute('method'))?.toLowerCase(), 'get', 'searching is a plain form');
      const action = await form.evaluate((/** @type {HTMLFormElement} */ one) => new URL(one.action).pathname);
      assert.equal(action, '/search/', 'that leads to the search page');
      assert.equal(await form.locator('input[type=search]').getAttribute('name'), 'q');
      const known = documents().find((document) => document.url === path);
      if (known) assert.ok((await page.locator('h1').first().innerText()).length > 0, known.title);
    });
  }
});
