import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessibleIn, expectNoOverflow, expectUsable } from './page-checks.ts';
import { pintd } from './shell.ts';
import { openPaletteWith, tabTo } from './steps.ts';

/** Parent segments from the sample tables: the wizard with mouse and keyboard, builds, changes and deletion. */

/** Unique per process: Playwright starts a new process after a failure, and the parent segments still exist. */
const NAME = `Shoppers ${process.pid}`;
const LIST = '/workbench/parent-segments';

test.beforeAll(async () => {
  await pintd(['db:sample']);
  await pintd(['audience:sample']);
});

async function chooseOption(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).last().click();
  await page.getByRole('option', { name: option }).click();
}

async function openParentSegment(page: Page, name: string): Promise<void> {
  await page.goto(LIST);
  await page.getByRole('link', { name, exact: true }).click();
  await page.waitForURL(/parent-segments\/\d+$/);
}

/**
 * Like `expectUsable`, but in a viewport so tall that nothing scrolls: sticky bars would partly cover some control,
 * which axe reports as too small.
 */
async function expectUsableStep(page: Page): Promise<void> {
  await expectNoOverflow(page);
  await page.setViewportSize({ width: 390, height: 6000 });
  await expectAccessibleIn(page, 'dark');
  await page.setViewportSize({ width: 1440, height: 6000 });
  await expectAccessibleIn(page, 'light');
  await page.setViewportSize({ width: 1440, height: 900 });
}

const builtStatus = (page: Page) => page.getByRole('status').getByText(/^Built /);

test('the wizard leads from the sample tables to a finished build', async ({ page }) => {
  await page.goto(LIST);
  await page.getByRole('main').getByRole('link', { name: 'New Parent Segment' }).click();
  await page.getByRole('button', { name: 'Next: Attributes' }).click();
  await expect(page.getByText('Give the parent segment a name.')).toBeVisible();
  await expect(page.getByText('Choose a table.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await expectUsableStep(page);

  await page.getByRole('textbox', { name: 'Name' }).fill(NAME);
  await chooseOption(page, 'Master database', 'sample_datasets');
  await chooseOption(page, 'Master table', /conversions/);
  await chooseOption(page, 'Key column', 'event_id');
  await expect(page.getByText('The key is not unique')).toBeVisible();
  await expect(page.getByText('4 customers have no value in event_id.')).toBeVisible();
  await page.getByRole('button', { name: 'Add filter' }).click();
  await chooseOption(page, 'Only rows where', 'loyalty_tier');
  await chooseOption(page, 'Only rows where', 'action_source');
  const values = page.getByRole('textbox', { name: 'is one of' });
  for (const value of ['web', 'x'.repeat(1001)]) {
    await values.fill(value);
    await values.press('Enter');
  }
  await page.getByRole('button', { name: 'Next: Attributes' }).click();
  await expect(page.getByRole('group', { name: /^Filter/ }).getByText('The text is too long: at most')).toBeVisible();
  await values.press('Backspace');
  await expect(page.getByText(/rows are filtered out/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'First rows' })).toBeVisible();
  await expectUsableStep(page);

  await page.getByRole('button', { name: 'Next: Attributes' }).click();
  await page.getByRole('button', { name: 'Add attribute table' }).click();
  await page.getByRole('button', { name: 'Next: Behaviors' }).click();
  await expect(page.getByText('Choose a table.')).toBeVisible();
  await chooseOption(page, 'Table', 'test_db.test_table');
  await expect(page.getByText(/^[\d,]+ of [\d,]+ customers$/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name of action_source in segments' })).toHaveValue(
    'test_table_action_source',
  );
  await page.getByRole('textbox', { name: 'Name of event_name in segments' }).fill('event_name');
  await expect(page.getByText('Two columns of customers would be named event_name.', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: 'Name of event_name in segments' }).fill('first_event');
  await expectUsableStep(page);

  await page.getByRole('button', { name: 'Next: Behaviors' }).click();
  await page.getByRole('button', { name: 'Add behavior table' }).click();
  await chooseOption(page, 'Table', 'sample_datasets.conversions');
  await expect(page.getByText('of rows matched')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name in segments', exact: true }).fill('Events');
  await expect(page.getByText('behavior_events')).toBeVisible();
  await chooseOption(page, 'Type of event_time', 'Timestamp');
  await chooseOption(page, 'Column for time windows', 'event_time');
  await expectUsableStep(page);

  await page.getByRole('button', { name: 'Next: Schedule' }).click();
  await page.getByText('Weekly', { exact: true }).click();
  await page.getByLabel('At', { exact: true }).fill('25:00');
  await page.getByRole('button', { name: 'Create and build' }).click();
  await expect(page.getByText('Enter a time, such as 03:00.')).toBeVisible();
  await page.getByLabel('At', { exact: true }).fill('04:30');
  await expectUsableStep(page);
  await page.getByRole('button', { name: 'Create and build' }).click();
  await page.waitForURL(/parent-segments\/\d+$/);
  await expect(builtStatus(page)).toBeVisible();
  await expect(page.getByText('Mondays, 04:30')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Build history' }).getByText('Success')).toBeVisible();
  await expectUsable(page);
  const shown = JSON.parse(await pintd(['ps:show', NAME, '--json']));
  expect(shown).toMatchObject({ behaviors: [{ name: 'Events', time_column: 'event_time' }] });
  await page.getByRole('table', { name: 'Build history' }).getByRole('link').first().click();
  await expect(page.getByText('The build has finished.')).toBeVisible();
});

test('the example customer never shows values of a replaced table', { tag: '@whole' }, async ({ page }) => {
  await page.goto(`${LIST}/new`);
  await page.getByRole('textbox', { name: 'Name' }).fill('Replaced');
  await chooseOption(page, 'Master database', 'sample_datasets');
  await chooseOption(page, 'Master table', /conversions/);
  await chooseOption(page, 'Key column', 'event_id');
  await page.getByRole('button', { name: 'Next: Attributes' }).click();
  await page.getByRole('button', { name: 'Add attribute table' }).click();
  await chooseOption(page, 'Table', 'test_db.test_table');
  const example = page.getByRole('heading', { name: 'One customer' });
  await expect(example).toBeVisible();

  const answers = Promise.withResolvers<void>();
  await page.route('**/example-customers', (route) => answers.promise.then(() => route.continue()));
  await chooseOption(page, 'Table', 'sample_datasets.conversions');
  await expect(page.getByRole('textbox', { name: 'Name of event_time in segments' })).toBeVisible();
  await expect(example).toBeHidden();
  answers.resolve();
  await expect(example).toBeVisible();
  await page.unrouteAll({ behavior: 'wait' });
});

test('a column is still shown while its name is corrected', { tag: '@whole' }, async ({ page }) => {
  await page.goto(`${LIST}/new`);
  await page.getByRole('textbox', { name: 'Name' }).fill('Corrected');
  await chooseOption(page, 'Master database', 'test_db');
  await chooseOption(page, 'Key column', 'event_id');
  await page.getByRole('button', { name: 'Next: Attributes' }).click();
  const card = page.getByRole('button', { name: 'test_table', exact: true });
  const name = page.getByRole('textbox', { name: 'Name of app_version in segments' });
  await card.click();
  await page.getByRole('button', { name: /more columns$/ }).click();
  await name.fill('');
  await card.click();
  await expect(name).toBeHidden();
  await page.getByRole('button', { name: 'Next: Behaviors' }).click();
  await expect(name).toBeFocused();
  await page.keyboard.type('version');
  await expect(name).toHaveValue('version');
});

test('a parent segment is found as “master segment”, built again, and shows its columns', { tag: '@whole' }, async ({
  page,
}) => {
  await page.goto('/');
  await openPaletteWith(page, 'master segment');
  await expect(page.getByRole('option', { name: NAME })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(`audience ${NAME}`);
  await page.keyboard.press('Enter');
  await expect(builtStatus(page)).toBeVisible();
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(page.getByText(/^Job \d+ is (?:queued|building it)\.$/)).toBeVisible();
  await expect(page.getByText('median of 2 builds', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Builds', exact: true }).click();
  await expect(page.getByText('2 builds')).toBeVisible();
  await expectUsable(page);
  await page.getByRole('link', { name: 'Columns', exact: true }).click();
  await expect(page.getByRole('rowheader', { name: 'event_time TIME WINDOWS' })).toBeVisible();
  await expectUsable(page);
});

test('a join that matches nothing shows the formats of both keys, and does not prevent saving', {
  tag: '@whole',
}, async ({ page }) => {
  await openParentSegment(page, NAME);
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Next: Attributes' }).click();
  await page.getByRole('button', { name: 'Add attribute table' }).click();
  await chooseOption(page, 'Table', 'sample_datasets.your_table');
  await page.route('**/check-join', (route) => route.abort());
  await chooseOption(page, 'Key in your_table', 'id');
  await expect(page.getByText('No response from the console.', { exact: false })).toBeVisible();
  await page.unroute('**/check-join');
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByText('No customer has a match.')).toBeVisible();
  await expect(page.getByText('9', { exact: true })).toBeVisible();
  await expectUsableStep(page);
  await page.getByRole('checkbox', { name: 'Use id' }).uncheck();
  await page.getByRole('button', { name: 'Next: Behaviors' }).click();
  await expect(page.getByText('Choose at least one column.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Use id' }).check();
  await page.getByRole('button', { name: 'Next: Behaviors' }).click();
  await page.getByRole('button', { name: 'Next: Schedule' }).click();
  await expect(page.getByText('Test table: Only 0.1% of customers have a match.')).toBeVisible();
  await expect(page.getByText('Your table: No customer has a match.')).toBeVisible();
  await page.getByText('Manually only', { exact: true }).click();
  await page.getByRole('switch', { name: 'Build once when it is saved' }).check();
  await page.getByRole('button', { name: 'Save and build' }).click();
  await page.waitForURL(/parent-segments\/\d+$/);
  await expect(page.getByText('Your table').first()).toBeVisible();
  await expect(builtStatus(page)).toBeVisible();
  await expect(page.getByText(/^Manually only, /)).toBeVisible();
});

async function chooseByKeys(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole('combobox', { name: label, exact: true }).first());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option')).toHaveCount(0);
}

test('the wizard works with the keyboard alone, and refuses a name in use', { tag: '@whole' }, async ({ page }) => {
  await page.goto(`${LIST}/new`);
  const name = page.getByRole('textbox', { name: 'Name' });
  await tabTo(page, name);
  await page.keyboard.type(NAME);
  await chooseByKeys(page, 'Master database', 'test_db');
  await expect(page.getByRole('combobox', { name: 'Master table' })).toContainText('test_table');
  await chooseByKeys(page, 'Key column', 'event_id');
  await expect(page.getByText('The key is unique')).toBeVisible();
  for (const step of ['Attributes', 'Behaviors', 'Schedule']) {
    await tabTo(page, page.getByRole('button', { name: `Next: ${step}` }));
    await page.keyboard.press('Enter');
  }
  await tabTo(page, page.getByRole('button', { name: 'Create and build' }));
  await page.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await expect(page.getByText(`Another parent segment is named ${NAME}.`, { exact: false }).first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(`${NAME} keys`);
  for (const step of ['Attributes', 'Behaviors', 'Schedule']) {
    await tabTo(page, page.getByRole('button', { name: `Next: ${step}` }));
    await page.keyboard.press('Enter');
  }
  await tabTo(page, page.getByRole('switch', { name: 'Build once when it is created' }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Create', exact: true }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/parent-segments\/\d+$/);
  await expect(page.getByText('Not built').first()).toBeVisible();
  await expectUsable(page);
});

/** Creates a parent segment from the test table, without building it, and returns its name. */
async function createParentSegment(page: Page, name: string): Promise<string> {
  await page.goto(`${LIST}/new`);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await chooseOption(page, 'Master database', 'test_db');
  await chooseOption(page, 'Key column', 'event_id');
  for (const step of ['Attributes', 'Behaviors', 'Schedule']) {
    await page.getByRole('button', { name: `Next: ${step}` }).click();
  }
  await page.getByRole('switch', { name: 'Build once when it is created' }).uncheck();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/parent-segments\/\d+$/);
  return name;
}

test('parent segments are deleted in the list and on their pages', { tag: '@whole' }, async ({ page }) => {
  const inList = await createParentSegment(page, `${NAME} deleted in the list`);
  const onPage = await createParentSegment(page, `${NAME} deleted on its page`);
  await page.goto(LIST);
  await expectUsable(page);
  await page.getByRole('searchbox', { name: 'Name, table or ID' }).fill('nothing like this');
  await expect(page.getByText('No parent segments match')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filter' }).click();
  await page.getByRole('button', { name: `More actions: ${inList}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText('The tables it reads and the jobs of its builds are kept.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Delete parent segment' }).click();
  await expect(page.getByRole('link', { name: inList })).toHaveCount(0);
  await page.getByRole('link', { name: onPage }).click();
  await page.waitForURL(/parent-segments\/\d+$/);
  await page.getByRole('button', { name: 'More actions' }).last().click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete parent segment' }).click();
  await page.waitForURL(/parent-segments$/);
  await expect(page.getByRole('link', { name: 'Sample shop', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: onPage })).toHaveCount(0);
});

test('the database of a build offers nothing that only builds may do', async ({ page }) => {
  const parents = JSON.parse(await pintd(['ps:list', '--json'])) as { id: number; name: string }[];
  const id = parents.find(({ name }) => name === 'Sample shop')?.id;
  await page.goto(`/workbench/databases/cdp_audience_${id}`);
  await expect(page.getByText('Only builds of its parent segment write to this database.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Import Table' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: `More actions: cdp_audience_${id}` })).toHaveCount(0);
  await page.getByRole('link', { name: 'customers', exact: true }).click();
  await expect(page.getByRole('link', { name: 'QUERY', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'More actions: customers' })).toHaveCount(0);
  await page.getByRole('link', { name: 'its parent segment' }).click();
  await page.waitForURL(`**/parent-segments/${id}`);
});

test('the pages of an unknown segment respond with 404', async ({ page }) => {
  const [{ id }] = JSON.parse(await pintd(['ps:list', '--json'])) as [{ id: number }];
  const paths = [`/audience/${id}/segments/999`, `/audience/${id}/segments/999/activations/new`];
  for (const path of paths) expect((await page.goto(path))?.status(), path).toBe(404);
  expect((await page.goto('/workbench/queries/new?segment=999'))?.status()).toBe(404);
  await expect(page).toHaveTitle('Segment, activation or parent segment not found · Conversion Console');
});

test('the records of a build, which has none, lead to the page of its job', async ({ page }) => {
  const jobs = JSON.parse(await pintd(['job:list', '--json'])) as { job_id: number; type: string }[];
  const build = jobs.find(({ type }) => type === 'build')?.job_id;
  await page.goto(`/jobs/${build}/records`);
  await page.waitForURL(`**/jobs/${build}`);
  await expect(page).toHaveTitle(`Job ${build} · Conversion Console`);
});

test('saving over a change replaces that change, but none that came after it', { tag: '@whole' }, async ({
  page: mine,
  context,
}) => {
  const [{ id }] = JSON.parse(await pintd(['ps:list', '--json'])) as [{ id: number }];
  const schedule = `${LIST}/${id}/edit?step=schedule`;
  const save = (tab: Page) => tab.getByRole('button', { name: /^Save/ }).click();
  const other = await context.newPage();
  const saveInOther = async () => {
    await other.goto(schedule);
    await save(other);
    await other.waitForURL(/parent-segments\/\d+$/);
  };
  const refusal = mine.getByText('Save again to replace that change with yours.', { exact: false });
  await mine.goto(schedule);
  await saveInOther();
  await save(mine);
  await expect(refusal).toBeVisible();
  await saveInOther();
  await save(mine);
  await expect(refusal).toBeVisible();
  await save(mine);
  await mine.waitForURL(/parent-segments\/\d+$/);
});
