// A small site for scenarios about incidents, and functions that operate its controls.

/** @import { Page } from 'playwright-core' */

const leak = `---
title: Connections exhausted
alerts: [TooManyConnections]
variables:
  - { name: DB_HOST, description: The primary, example: db-1 }
---

Use this when clients are refused.

## Meaning

1. A pool is full.
2. Or many are.

## Diagnosis

1. Connect to the primary.

   \`\`\`sh
   psql -h $DB_HOST -c 'select 1'
   \`\`\`

2. Count the sessions.

\`\`\`sh
psql -h $DB_HOST -c 'select count(*) from pg_stat_activity'
\`\`\`

3. Compare with the limit.

## Mitigation

4. End the \`idle\` ones.
5. Tell the channel.

- [ ] The alert has cleared
- [x] Written by the author
`;

/** The documents of the site by path. */
export const FILES = {
  'runbooks/connections.md': leak,
  'runbooks/balancer.md':
    '---\ntitle: Uneven traffic\n---\n\n## Diagnosis\n\n1. Look at the weights.\n2. Look at the health checks.\n',
  'guides/leaks.md':
    '---\ntitle: Find a leak\n---\n\n## Look\n\nRead [the runbook](../runbooks/connections.md).\n\n1. Read the last query.\n',
  'services/payments.md': '---\ntitle: Payments\n---\n\nTakes payments.\n',
};

/** The control that records an incident. */
export const control = (/** @type {Page} */ page) => page.locator('.session');

/** The line of the control that is always visible. */
export const summary = (/** @type {Page} */ page) => page.locator('.session > summary');

/**
 * Starts a session by keyboard.
 * @param {Page} page
 * @param {string} name
 */
export async function start(page, name) {
  if ((await control(page).getAttribute('open')) === null) await summary(page).press('Enter');
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.locator('.session.is-active').waitFor();
}

/**
 * Waits until `count` entries are recorded.
 * @param {Page} page
 * @param {number} count
 */
export const noted = (page, count) =>
  summary(page)
    .getByText(count === 1 ? '1 entry' : `${count} entries`, { exact: true })
    .waitFor();

/**
 * Returns the checkbox of the step with this label.
 * @param {Page} page
 * @param {string} label
 */
export const step = (page, label) => page.getByRole('checkbox', { name: label, exact: true });

/**
 * Tells the page that something happened, as its controls do.
 * @param {Page} page
 * @param {string} what
 * @param {string} text
 */
export const tell = (page, what, text) =>
  page.evaluate((detail) => document.dispatchEvent(new CustomEvent('kb:record', { detail: JSON.stringify(detail) })), {
    what,
    text,
  });

/**
 * Sets the clock of all pages in this profile to a time of day, `HH:MM:SS`.
 * @param {Page} page
 * @param {string} time
 */
export const at = (page, time) => page.context().clock.setFixedTime(`2026-12-01T${time}Z`);
