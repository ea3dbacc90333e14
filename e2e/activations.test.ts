import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { pintd } from './shell.ts';
import { openPaletteWith } from './steps.ts';

/** Activations in their lists and on their pages, and what the other tabs of a segment show. */

/** Unique per process: Playwright starts a new process after a failure, and the earlier data still exists. */
const RUN = process.pid;
const DATABASE = `activations_${RUN}`;
const PARENT = `Activated ${RUN}`;
const NAME = `Welcome ${RUN}`;
const SEGMENT = `Gold ${RUN}`;

const CUSTOMERS = `id,email,tier
c1,finch${RUN}@mail.example,gold
c2,wren${RUN}@mail.example,gold
c3,heron${RUN}@mail.example,silver
`;

const stringBuilder = (parameter: string) => `string: "$1", parameters: [{type: ${parameter}}]`;
const FILES = {
  'parent.yml': `name: ${PARENT}
master: {database: ${DATABASE}, table: customers, key: id}
`,
  [`segments/activated-${RUN}/Win-back/gold.yml`]: `name: ${SEGMENT}
kind: batch
rule: {type: And, conditions: [{type: Value, attribute: tier, operator: {type: Equal, value: gold}}]}
activations:
  - name: ${NAME}
    description: Sent once a day
    connection: Activations ${RUN}
    columns:
      - {name: event_name, ${stringBuilder('String, string: signup')}}
      - {name: action_source, ${stringBuilder('String, string: web')}}
      - {name: event_time, ${stringBuilder('Timestamp')}}
      - {name: event_id, source: id}
      - {name: em, source: email}
    schedule: {type: daily, timezone: UTC}
    connector_config: {ad_account_id: "7000000${RUN}", skip_invalid_record: true}
`,
};

/** Creates or updates what the files define. */
async function pushAudience(files: Readonly<Record<string, string>>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-e2e-audience-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  await pintd(['audience:push', folder]);
  rmSync(folder, { recursive: true });
}

test.beforeAll(async () => {
  await pintd(['auth:create', `Activations ${RUN}`], `pina_activations_${RUN}`);
  await pintd(['db:create', DATABASE]);
  await pintd(['table:import', DATABASE, 'customers', '-'], CUSTOMERS);
  await pushAudience(FILES);
  await pintd(['ps:run', PARENT, '--wait']);
  await pintd(['ps:run', PARENT, '--wait']);
});

/** Opens an activation or a segment through the palette. */
async function openByPalette(page: Page, text: string, option: RegExp): Promise<void> {
  await page.goto('/');
  await openPaletteWith(page, text);
  await page.getByRole('option', { name: option }).click();
}

async function chooseAction(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: `More actions: ${NAME}` }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

test('an activation paused while it is edited stays paused, and an unsaved copy of it is not out of date', {
  tag: '@whole',
}, async ({ page }) => {
  const segment = `${PARENT}/Win-back/${SEGMENT}`;
  const copy = page.getByRole('textbox', { name: 'Activation name' });
  await openByPalette(page, `activation ${RUN}`, new RegExp(NAME));
  await chooseAction(page, 'Duplicate');
  await copy.fill(`Copy ${RUN}`);
  await page.goBack();
  await page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('Sent once a day, to all');
  await pintd(['activation:pause', segment, NAME]);
  await page.getByRole('button', { name: 'Next: Output Mapping' }).click();
  await page.getByRole('button', { name: 'Next: Schedule' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL(/activations\?fresh=\d+$/);
  const row = page.getByRole('row', { name: new RegExp(NAME) });
  await expect(row).toContainText('Sent once a day, to all');
  await expect(row).toContainText('Paused');
  await pintd(['activation:resume', segment, NAME]);

  await chooseAction(page, 'Duplicate');
  await expect(copy).toHaveValue(`Copy ${RUN}`);
  await expect(page.getByText(/^Changed in another tab or by another person at/)).toHaveCount(0);
});

test('an activation is run, paused, resumed, duplicated and deleted from its lists and its page', {
  tag: '@whole',
}, async ({ page }) => {
  await openByPalette(page, `activation ${RUN}`, new RegExp(NAME));
  await expect(page.getByRole('heading', { name: NAME })).toBeVisible();
  await expect(page.getByText('It has not run yet.')).toBeVisible();
  await expect(page.getByRole('row', { name: /event_name signup/ })).toBeVisible();
  await expect(page.getByRole('row', { name: 'em customers.email' })).toBeVisible();

  await page
    .getByRole('link', { name: /^Activations \d+$/ })
    .first()
    .click();
  await page.waitForURL(/\/audience\/\d+\/activations$/);
  const row = page.getByRole('row', { name: new RegExp(NAME) });
  await expect(row).toContainText('Valid');
  await expect(row).toContainText('Never');
  await chooseAction(page, 'Run now');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText(`ad account 7000000${RUN}`, { exact: false })).toBeVisible();
  await dialog.getByRole('button', { name: 'Run and send' }).click();
  await expect(row).toContainText('2 of 2 accepted');
  await page.getByRole('searchbox', { name: 'Name, segment or ID' }).fill('win-back/gold');
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: /^Needs attention/ }).click();
  await expect(page.getByText('No activations match')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filter' }).click();
  await expectUsable(page);

  // The page of the run's job links to the activation.
  await row.getByRole('link', { name: /^Job \d+$/ }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await page.getByRole('link', { name: NAME, exact: true }).click();
  const runs = page.getByRole('table', { name: 'Runs and their outcomes' });
  await expect(runs.getByRole('row', { name: /manual.*2 of 2 accepted/ })).toBeVisible();
  await expectUsable(page);
  await chooseAction(page, 'Pause');
  await expect(page.getByRole('status').getByText('Paused', { exact: true })).toBeVisible();

  // In the list of its segment.
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Activations/ })
    .first()
    .click();
  await page.waitForURL(/\/segments\/\d+\/activations$/);
  await expect(row).toContainText('Paused');
  await chooseAction(page, 'Resume');
  await expect(row).toContainText('Valid');
  await page.goto(`${page.url()}?fresh=${await idOf(page)}`);
  await expectUsable(page);
  await page.getByRole('button', { name: `More actions: ${NAME}` }).click();
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toHaveAttribute('href', /\/new\?copy=\d+$/);
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(dialog.getByRole('heading', { name: `Delete ${NAME}?` })).toBeVisible();
  await expect(dialog.getByText('Its jobs are kept', { exact: false })).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete activation' }).click();
  await expect(page.getByRole('heading', { name: 'No activations yet' })).toBeVisible();
  await expectUsable(page);
});

/** The ID in the activation's link. */
async function idOf(page: Page): Promise<string> {
  const href = await page.getByRole('link', { name: NAME }).getAttribute('href');
  return href?.split('/').at(-1) ?? '';
}

test('a segment shows its profiles, masked until values are requested, its population and its SQL', {
  tag: '@whole',
}, async ({ page }) => {
  await openByPalette(page, SEGMENT, new RegExp(`^${SEGMENT} ID`));
  await page.getByRole('link', { name: 'Profiles', exact: true }).click();
  const grid = page.getByRole('grid', { name: `Profiles of ${SEGMENT}` });
  await expect(grid.getByRole('row')).toHaveCount(3);
  await expect(grid).not.toContainText(`finch${RUN}`);
  await expect(page.getByText('Personal values are hidden.', { exact: false })).toContainText(
    '2 profiles, from the build of',
  );
  await expectUsable(page);
  await page.getByRole('button', { name: 'Show personal values' }).click();
  await expect(grid).toContainText(`finch${RUN}@mail.example`);

  await page.getByRole('link', { name: 'Population', exact: true }).click();
  await expect(page.getByRole('img', { name: /from 2 to 2 customers/ })).toBeVisible();
  await expectUsable(page);
  await page.getByRole('radio', { name: 'Table' }).check();
  const table = page.getByRole('table', { name: 'Population over builds' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.getByRole('link').first()).toHaveAttribute('href', /\/jobs\/\d+$/);
  await expectUsable(page);

  await page.getByRole('link', { name: 'SQL', exact: true }).click();
  await expect(page.getByRole('region', { name: 'SQL of the segment' })).toContainText('gold');
  await expectUsable(page);
  await page.getByRole('link', { name: 'Open in a new query' }).click();
  await expect(page.getByRole('textbox', { name: 'SQL of the query' })).toContainText('gold');
});

test('an activation whose only behavior is no longer built can send customers instead', { tag: '@whole' }, async ({
  page,
}) => {
  const [parent, segment, activation] = [`Visited ${RUN}`, `Visitors ${RUN}`, `Visits ${RUN}`];
  const withoutBehaviors = `name: ${parent}
master: {database: ${DATABASE}, table: customers, key: id}
`;
  const withVisits = `${withoutBehaviors}behaviors:
  - name: Visits
    source: {database: ${DATABASE}, table: customers}
    join: {parent_key: id, child_key: id}
    columns: [id, email]
`;
  const visitors = `name: ${segment}
kind: batch
rule: {type: And, conditions: [{type: Value, attribute: tier, operator: {type: Equal, value: gold}}]}
activations:
  - name: ${activation}
    connection: Activations ${RUN}
    behaviors: [{behavior_table: behavior_visits, join_strategy: All, columns: [{name: event_id, source: id}]}]
    schedule: {type: none}
    connector_config: {ad_account_id: "7000000${RUN}"}
`;
  await pushAudience({ 'parent.yml': withVisits, [`segments/visited-${RUN}/visitors.yml`]: visitors });
  await pintd(['ps:run', parent, '--wait']);
  await pushAudience({ 'parent.yml': withoutBehaviors });
  await pintd(['ps:run', parent, '--wait']);

  await openByPalette(page, activation, new RegExp(activation));
  await page.getByRole('main').getByRole('link', { name: 'Edit', exact: true }).first().click();
  await page.getByRole('button', { name: 'Next: Output Mapping' }).click();
  const behavior = page.getByRole('region', { name: 'behavior_visits' });
  await expect(behavior).toBeVisible();
  await page.getByRole('radio', { name: 'Customers', exact: true }).check();
  await expect(behavior).toHaveCount(0);
});

test('an attribute search shows only matches, even if two groups have the same name', { tag: '@whole' }, async ({
  page,
}) => {
  const name = `Grouped ${RUN}`;
  const columns = '[{column: email, group: Attributes}]';
  await pushAudience({
    'parent.yml': `name: ${name}
master: {database: ${DATABASE}, table: customers, key: id, columns: ${columns}}
`,
  });
  await pintd(['ps:run', name, '--wait']);
  const { id } = JSON.parse(await pintd(['ps:show', name, '--json'])) as { id: number };
  await page.goto(`/audience/${id}/segments/new`);
  await page.getByRole('combobox', { name: 'Attribute, behavior or segment' }).click();
  await expect(page.getByRole('option', { name: 'email', exact: true })).toBeVisible();
  await page.keyboard.type('tier');
  await expect(page.getByRole('option', { name: 'email', exact: true })).toHaveCount(0);
  await expect(page.getByRole('option', { name: 'id', exact: true })).toHaveCount(0);
  await expect(page.getByRole('option', { name: 'tier', exact: true })).toHaveCount(1);
});
