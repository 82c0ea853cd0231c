import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { anyHit, asked, live, searchPath, shownHits } from '../harness/search.mjs';

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
  await step('an unknown word', async () => {
    const page = await visit(searchPath('qxzvwkj'));
    await page.getByText('No document has qxzvwkj').waitFor();
    for (const kind of ['Runbooks', 'Postmortems']) {
      await page.locator('.kb-nothing').getByRole('link', { name: kind }).waitFor();
    }
  });
});
