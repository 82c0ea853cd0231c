import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { fitsWidth } from '../harness/search.mjs';

const PAGE = `---
title: Decide
kind: runbook
---

## Decide

- If pods restart: look at their exit code
  - If it is 137: go to [memory](other.md)
  - Otherwise: go to [logs](other.md#logs)
- If nothing restarts: go to [the network](other.md)

## Drawn

\`\`\`mermaid
flowchart TD
  A[Errors rising] --> B{After a deploy?}
  B -->|yes| C([Roll back])
  B -->|no| D["<img src=x onerror=alert(1)>"]
  D --> A
\`\`\`

\`\`\`mermaid
sequenceDiagram
  A->>B: stays text
\`\`\`

<details><summary>Raw HTML</summary>x</details>
`;

scenario(import.meta.url, async ({ server, visit, step }) => {
  const site = build({ 'runbooks/decide.md': PAGE, 'runbooks/other.md': '# Other\n\n## Logs\n\nText.\n' });
  try {
    const from = await server({ root: site.dist });
    for (const javaScriptEnabled of [true, false]) {
      await step(`by keyboard, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
        const page = await visit('/runbooks/decide/', { server: from, javaScriptEnabled });
        const branches = page.locator('.decision > .decision__branch');
        assert.equal(await page.locator('.decision').count(), 2);
        assert.equal(await branches.count(), 4);
        assert.deepEqual(await page.locator('.decision__if').allInnerTexts(), [
          'If pods restart:',
          'If it is 137:',
          'Otherwise:',
          'If nothing restarts:',
        ]);
        const fold = page.locator('.decision summary');
        const memory = page.getByRole('link', { name: 'memory' });
        assert.ok(await memory.isVisible());
        await fold.focus();
        await page.keyboard.press('Enter');
        await memory.waitFor({ state: 'hidden' });
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        assert.equal(await page.locator(':focus').innerText(), 'logs');
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/runbooks\/other\/#logs$/);
      });
    }
    await step('a flowchart is a drawing with a name, and a list', async () => {
      const page = await visit('/runbooks/decide/', { server: from, viewport: { width: 360, height: 740 } });
      assert.equal(await page.locator('svg.flow').count(), 1);
      const drawing = page.getByRole('img', { name: /^Flowchart: Errors rising/ });
      assert.equal(await drawing.locator('.flow__node').count(), 4);
      assert.equal(await drawing.locator('.flow__edge').count(), 4);
      assert.equal(await page.locator('main img').count(), 0);
      assert.ok((await drawing.innerHTML()).includes('&lt;img'));
      await page.getByText('The same as a list').click();
      const list = await page.locator('.flowchart__list').innerText();
      assert.match(list, /yes:\s*Roll back/);
      assert.match(await page.locator('.code').innerText(), /stays text/);
      await fitsWidth(page);
    });
  } finally {
    site.remove();
  }
});
