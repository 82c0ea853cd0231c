import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, asked, field, live, searchPath, shownHits } from '../harness/search.mjs';

scenario(import.meta.url, async ({ visit, step }) => {
  for (const clause of ['"colourless green ideas"', 'service:nowhere', 'before:1970']) {
    await step(clause, async () => {
      const page = await visit(searchPath(`connection ${clause}`));
      await live(page);
      const said = page.locator('.kb-nothing li', { hasText: clause });
      await said.waitFor();
      assert.match(await said.innerText(), /leaves nothing: \d+ results? without it/);
      assert.deepEqual(await shownHits(page), []);
      await said.getByRole('link').click();
      await anyHit(page);
      assert.equal(asked(page), 'connection', 'the link asks without it');
    });
  }
  await step('two parts together', async () => {
    const page = await visit(searchPath('connection "never such words" service:nowhere'));
    await live(page);
    for (const part of ['"never such words"', 'service:nowhere']) {
      const said = page.locator('.kb-nothing li', { hasText: part });
      await said.waitFor();
      assert.equal(await said.innerText(), `${part} leaves nothing`);
      assert.equal(await said.getByRole('link').count(), 0);
    }
    const without = page.locator('.kb-nothing').getByRole('link', { name: /^[1-9]\d* results? without all of these$/ });
    const count = Number((await without.innerText()).match(/\d+/)[0]);
    await without.click();
    await anyHit(page);
    assert.equal(asked(page), 'connection');
    assert.match(await page.locator('.kb-count').innerText(), new RegExp(`^${count} results?$`));
  });
  await step('the beginning of a value', async () => {
    const page = await visit(searchPath('service:payment'));
    await live(page);
    await page.locator('a[data-ask="service:payments"], a[data-ask^="service:payment-"]').first().waitFor();
    await page.locator('.kb-nothing li', { hasText: 'service:payment leaves nothing' }).waitFor();
    await page.locator('.kb-nothing').getByRole('link', { name: 'Runbooks' }).waitFor();
    await page.goto(new URL(searchPath('connection service:payment'), page.url()).href);
    const said = page.locator('.kb-nothing li', { hasText: 'service:payment leaves nothing' });
    await said.getByRole('link', { name: /results? without it/ }).click();
    await anyHit(page);
    assert.equal(asked(page), 'connection');
  });
  await step('an exclusion alone', async () => {
    const page = await visit(searchPath('-connection'));
    await anyHit(page);
    await page.getByText('"-connection" alone excludes nothing').waitFor();
  });
  await step('a long query is not told in full', async () => {
    const page = await visit('/search/');
    await live(page);
    await field(page).fill('q'.repeat(3000));
    const said = page.locator('.kb-nothing');
    await said.waitFor();
    assert.ok((await page.locator('.kb-said').innerText()).length < 600);
  });
  await step('an unknown word', async () => {
    const page = await visit(searchPath('qxzvwkj'));
    await page.getByText('No page mentions "qxzvwkj"').waitFor();
    for (const kind of ['Runbooks', 'Postmortems']) {
      await page.locator('.kb-nothing').getByRole('link', { name: kind }).waitFor();
    }
  });
});
