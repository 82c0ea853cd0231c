import assert from 'node:assert/strict';

import { scenario } from '../harness/scenario.mjs';
import { build } from '../harness/scratch.mjs';
import { field, fitsWidth, live } from '../harness/search.mjs';

const suspects = (...causes) =>
  causes
    .map(
      (cause) => `  - cause: ${cause}
    check: Look at ${cause}
    confirms: it is there
    rules_out: it is not
    then: "[Go on](./other.md#here)"
`,
    )
    .join('');

const page = (title, symptoms, rest = '') =>
  `---\ntitle: ${title}\nsymptoms: [${symptoms}]\n${rest}---\n\n## Here\n\nText.\n`;
const past = (title, cause, more = '') =>
  page(title, 'slow responses of the shop', `root_cause: ${cause}\ncauses: [capacity]\nservices: [shop]\n`) + more;

const LEADS = `
## Timeline

- 2024-01-02 10:00 UTC: Alert.
- 2024-01-02 10:10 UTC: Suspecting the load balancer.
- 2024-01-02 10:40 UTC: The load balancer is ruled out by its logs.
- 2024-01-02 11:00 UTC: Root cause found: leaked connections.
- 2024-01-02 11:10 UTC: Service restored.
`;

const FILES = {
  'runbooks/slow.md': page(
    'Slow shop',
    'Slow responses, timeouts',
    `services: [shop]\nsuspects:\n${suspects('The disk is full', 'The code leaks connections', '"A `<img src=x onerror=alert(1)>` lock"')}`,
  ),
  'runbooks/other.md': page('Other', 'timeouts'),
  'guides/slow.md': page('A guide', 'unrelated thing').replace('## Here', '## When responses are slow'),
  'services/shop.md': '# Shop\n\nText.\n',
  'postmortems/a.md': past('First outage', 'A code path leaked its connections', LEADS),
  'postmortems/b.md': past('Second outage', 'Connections leaked from new code'),
  'postmortems/c.md': past('Third outage', 'The queue ran out of memory').replace('[shop]', '[queue]'),
};

const names = (page) => page.locator('.suspect h3').allInnerTexts();
const focused = (page) => page.evaluate(() => document.activeElement?.closest?.('.suspect')?.getAttribute('data-name'));
const records = (page) => page.evaluate(() => window.records);
const listen = (page) =>
  page.addInitScript(() => {
    window.records = [];
    document.addEventListener('kb:record', (event) =>
      window.records.push(JSON.parse(/** @type {CustomEvent<string>} */ (event).detail)),
    );
  });
const name = (text) => text.replaceAll(/\s+/g, ' ');

scenario(
  import.meta.url,
  async ({ server, open, visit, step }) => {
    const site = build(FILES);
    try {
      const from = await server({ root: site.dist });

      await step('from the words of a search to the confirmed suspect', async () => {
        const page = await open();
        await listen(page);
        await page.goto(from.at('/'));
        await live(page);
        await page.keyboard.press('/');
        await page.keyboard.type('slow respon');
        const offer = page.locator('[role=option]:not([data-hit])').first();
        await offer.waitFor();
        assert.match(name(await offer.innerText()), /^slow responses/i);
        // Arrow down goes to the first hit, as always; arrow up goes to the links above it.
        const above = await page.locator('.kb-offer').count();
        for (let n = 0; n < above; n += 1) await page.keyboard.press('ArrowUp');
        assert.equal(await field(page).getAttribute('aria-activedescendant'), await offer.getAttribute('id'));
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/symptoms\/slow-responses\/$/);
        await live(page);

        // The leak was the cause twice, so it is before the cheaper check.
        assert.deepEqual((await names(page)).map(name), [
          'The code leaks connections',
          'Capacity',
          'The disk is full',
          'A <img src=x onerror=alert(1)> lock',
          'Load balancer',
        ]);
        const seen = await page.locator('.suspect__seen').allInnerTexts();
        assert.deepEqual(seen, [
          'Was the cause twice in 3 incidents',
          'Was the cause once in 3 incidents',
          'Wrong lead last time',
        ]);
        assert.equal(await page.locator('main img').count(), 0);

        await page.keyboard.press('j');
        assert.equal(await focused(page), 'The code leaks connections');
        await page.keyboard.press('j');
        await page.keyboard.press('x');
        const out = page.locator('.suspect.is-out h3');
        assert.deepEqual(await out.allInnerTexts(), ['Capacity']);
        assert.equal((await names(page))[1], 'Capacity', 'it stays where it is while the reader is there');
        assert.equal(await focused(page), 'The disk is full', 'the next one has the focus');
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('k');
        await page.keyboard.press('c');
        assert.deepEqual(await page.locator('.suspect.is-confirmed h3').allInnerTexts(), [
          'The code leaks connections',
        ]);
        assert.match(await page.locator('.suspects__status').innerText(), /Confirmed: The code leaks connections/);
        assert.deepEqual(await records(page), [
          { what: 'ruled-out', text: 'Capacity' },
          { what: 'confirmed', text: 'The code leaks connections' },
        ]);
        // A confirmed suspect has a link to the next page.
        const next = page.locator('.suspect.is-confirmed').getByRole('link', { name: 'Go on' });
        await next.focus();
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/runbooks\/other\/#here$/);

        // On its own page the suspect is also confirmed, and ruled out ones are at the end.
        await page.goto(from.at('/runbooks/slow/'));
        await page.locator('.suspect.is-confirmed').waitFor();
        await page.goto(from.at('/symptoms/slow-responses/'));
        await page.locator('.suspect.is-out').waitFor();
        assert.equal((await names(page)).at(-1), 'Capacity');
        await page.locator('.suspect.is-out').focus();
        await page.keyboard.press('x');
        assert.equal(await page.locator('.suspect.is-out').count(), 0, 'and it can be taken back');
      });

      await step('hostile words are recorded as words', async () => {
        const page = await open();
        await listen(page);
        await page.goto(from.at('/runbooks/slow/'));
        await live(page);
        await page.locator('.suspect', { hasText: 'lock' }).getByRole('button', { name: 'Rule out' }).click();
        assert.deepEqual(await records(page), [{ what: 'ruled-out', text: 'A <img src=x onerror=alert(1)> lock' }]);
      });

      await step('by mouse it moves once the pointer is elsewhere', async () => {
        const page = await visit('/runbooks/slow/', { server: from });
        await live(page);
        const first = (await names(page))[0];
        await page.locator('.suspect').first().getByRole('button', { name: 'Rule out' }).click();
        assert.equal((await names(page))[0], first);
        await page.keyboard.press('Escape');
        await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
        await page.mouse.move(5, 5);
        await page.waitForFunction(
          (first) => [...document.querySelectorAll('.suspect')].at(-1).getAttribute('data-name') === first,
          first,
        );
      });

      await step('one service alone', async () => {
        const page = await visit('/symptoms/slow-responses/', { server: from });
        await page.getByRole('link', { name: /^Shop 2$/ }).click();
        await page.waitForURL(/\/symptoms\/slow-responses\/shop\/$/);
        assert.equal(await page.locator('.suspect__seen').first().innerText(), 'Was the cause twice in 2 incidents');
        assert.match(await page.locator('.suspects__scope').innerText(), /2 past incidents with this symptom at Shop/);
      });

      await step('without JavaScript', async () => {
        const page = await visit('/symptoms/', { server: from, javaScriptEnabled: false });
        await page.getByRole('link', { name: 'Slow responses' }).first().click();
        await page.waitForURL('**/symptoms/slow-responses/', { waitUntil: 'load' });
        assert.deepEqual((await names(page)).length, 5);
        assert.equal(await page.locator('.suspect button:visible').count(), 0, 'no button that does nothing');
        await page.locator('.suspect details summary').first().click();
        await page.getByRole('link', { name: 'First outage' }).first().waitFor();
        const guide = page.getByRole('link', { name: 'A guide › When responses are slow' });
        assert.match(await guide.getAttribute('href'), /guides\/slow\/#when-responses-are-slow$/, 'headings count');
      });

      await step('on a phone', async () => {
        const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
        const page = await visit('/symptoms/slow-responses/', { server: from, ...phone });
        await live(page);
        await fitsWidth(page);
        const first = page.locator('.suspect').first();
        const button = first.getByRole('button', { name: 'Rule out' });
        const box = await button.boundingBox();
        assert.ok(box.height >= 43.5 && box.width >= 43.5, JSON.stringify(box));
        await button.tap();
        assert.equal(await page.locator('.suspect.is-out').count(), 1);
        assert.equal(
          await page
            .locator('.suspect')
            .first()
            .evaluate((one) => one.classList.contains('is-out')),
          true,
          'nothing slips away under the thumb',
        );
      });
    } finally {
      site.remove();
    }
  },
  { timeout: 120_000 },
);
