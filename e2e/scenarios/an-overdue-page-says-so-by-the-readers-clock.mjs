import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { fitsWidth, live } from '../harness/search.mjs';

const FILES = {
  'runbooks/queue.md': `---
title: Queue grows
owner: payments
owner_slack: "#payments"
last_reviewed: 2026-06-10
review_every: 6 months
services: [pay]
escalation: Page payments after 15 minutes.
---

## Meaning

Text.
`,
  'runbooks/never.md': '# Never reviewed\n\n## Meaning\n\nText.\n',
  'services/pay.md': `---
title: Payment service
kind: service
owner: payments
contacts:
  - "payments on-call: tel:+15550100"
  - "rota: https://example.com/rota"
  - "channel #payments-oncall"
---

Text.
`,
  'postmortems/one.md':
    '---\ntitle: One\nstarted_at: 2025-03-01T10:00:00Z\n---\n\nSee [the runbook](../runbooks/queue.md#meaning).\n',
  'postmortems/two.md':
    '---\ntitle: Two\nstarted_at: 2025-11-18T10:00:00Z\nrelated: [../runbooks/queue.md]\n---\n\nText.\n',
  'postmortems/three.md': '---\ntitle: Three\nstarted_at: 2026-01-01T10:00:00Z\n---\n\nText.\n',
};
const CONFIG = 'chat_url = "https://chat.example.com/c/{channel}"\n';

scenario(
  import.meta.url,
  async ({ server, visit, step }) => {
    const site = build(FILES, CONFIG);
    try {
      const from = await server({ root: site.dist });
      const open = (path, options) => visit(path, { server: from, ...options });
      const banner = (page) => page.getByRole('note').filter({ hasText: 'Review overdue' });

      await step('the same page, before, on and after the day', async () => {
        const page = await open('/runbooks/queue/');
        /** @type {[now: string, overdue: boolean][]} */
        const days = [
          ['2026-12-09T23:59:00Z', false],
          ['2026-12-10T12:00:00Z', false],
          ['2026-12-11T00:01:00Z', true],
          ['2028-01-01T00:00:00Z', true],
        ];
        for (const [now, overdue] of days) {
          await page.context().clock.setFixedTime(now);
          await page.reload();
          await live(page);
          assert.equal(await banner(page).isVisible(), overdue, now);
        }
        assert.match(await banner(page).textContent(), /since 2026-12-10.*tell payments/);
      });

      await step("the day is that of the reader's zone", async () => {
        const page = await open('/runbooks/queue/', { timezoneId: 'Pacific/Kiritimati' });
        await page.context().clock.setFixedTime('2026-12-10T12:00:00Z');
        await page.reload();
        await live(page);
        assert.ok(await banner(page).isVisible(), 'there it is the 11th');
      });

      await step('review, use and people are told at the top', async () => {
        const page = await open('/runbooks/queue/');
        await live(page);
        const meta = await page.locator('.doc__head .meta').textContent();
        assert.match(meta, /reviewed 5 months ago/);
        assert.match(meta, /owner payments/);
        assert.match(meta, /used in 2 incidents, last 2025-11-18/);
        const last = page.locator('.doc__head .meta a');
        assert.match(await last.getAttribute('href'), /postmortems\/two\/$/);
        const reach = page.getByRole('region', { name: 'Escalate' });
        assert.match(await reach.textContent(), /Page payments after 15 minutes/);
        const ways = await reach
          .locator('a.reach__way')
          .evaluateAll((all) => all.map((one) => [one.textContent.trim(), one.getAttribute('href')]));
        assert.deepEqual(
          ways.map(([text, href]) => `${text.replace(/^[^\w#]+/, '')} ${href}`),
          [
            '#payments https://chat.example.com/c/payments',
            'payments on-call +15550100 tel:+15550100',
            'rota https://example.com/rota',
            'channel #payments-oncall https://chat.example.com/c/payments-oncall',
          ],
        );
        assert.ok((await reach.boundingBox()).y < 400, 'in the first glance');
      });

      await step('what was never reviewed says so', async () => {
        const page = await open('/runbooks/never/');
        assert.match(await page.locator('.doc__head .meta').textContent(), /not reviewed yet/);
        assert.equal(await banner(page).count(), 0);
      });

      await step('without scripts the date stands, and a phone can dial', async () => {
        const page = await open('/runbooks/queue/', {
          javaScriptEnabled: false,
          viewport: { width: 360, height: 740 },
        });
        await page.getByText('next review 2026-12-10').waitFor();
        assert.ok(!(await banner(page).isVisible()), 'nobody can tell');
        await fitsWidth(page);
        for (const way of await page.locator('a.reach__way').all()) {
          assert.ok((await way.boundingBox()).height >= 43.5, 'large enough for a thumb');
        }
      });
    } finally {
      site.remove();
    }
  },
  { timeout: 180_000 },
);
