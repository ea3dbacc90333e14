import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectNoOverflow } from './page-checks.ts';
import { pintd } from './shell.ts';
import { holdRequests, tabTo } from './steps.ts';

/** The editor of segment rules, on the sample shop: with the mouse, and with the keyboard. */

const PARENT = 'Sample shop';
/** Unique per process: Playwright starts a new process after a failure, and the segments still exist. */
const NAME = `Loyal ${process.pid}`;

let parent: number;

test.beforeAll(async () => {
  await pintd(['audience:sample']);
  const all = JSON.parse(await pintd(['ps:list', '--json'])) as { id: number; name: string }[];
  parent = all.find(({ name }) => name === PARENT)?.id ?? 0;
});

test.afterAll(async () => {
  const segments = JSON.parse(await pintd(['sg:list', PARENT, '--json'])) as { name: string }[];
  for (const { name } of segments.filter((each) => each.name.startsWith(NAME)))
    await pintd(['sg:delete', `${PARENT}/${name}`, '--force']);
});

const rule = (page: Page, number: number, ruleSet: number) =>
  page.getByRole('group', { name: `Rule ${number} of rule set ${ruleSet}`, exact: true });
const subject = (line: Locator) => line.getByRole('combobox', { name: 'Attribute, behavior or segment' });
const populationRegion = (page: Page) => page.getByRole('region', { name: 'Estimated population' });
const inWords = (page: Page) => page.getByRole('region', { name: 'In words' });

async function chooseOption(page: Page, control: Locator, option: string): Promise<void> {
  await control.click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await expect(page.getByRole('option')).toHaveCount(0);
}

async function populationOf(page: Page): Promise<number> {
  const section = populationRegion(page);
  await expect(section.locator('[aria-busy=true]')).toHaveCount(0);
  await expect(section.getByText(/Counted in/)).toBeVisible();
  return Number((await section.locator('p').first().textContent())?.replaceAll(',', ''));
}

/**
 * The viewport is so tall that nothing scrolls: sticky bars would partly cover a control, which axe reports as too
 * small.
 */
async function expectUsableEditor(page: Page): Promise<void> {
  await expectNoOverflow(page);
  await page.setViewportSize({ width: 390, height: 4000 });
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 2000 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('a segment is created with two rule sets, counted while it is edited, and saved over another change', {
  tag: '@whole',
}, async ({ page }) => {
  await page.goto(`/audience/${parent}/segments/new`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Give the segment a name.')).toBeVisible();
  await expect(rule(page, 1, 1).getByText('Choose an attribute, behavior or segment.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.getByRole('textbox', { name: 'Name' }).fill(NAME);

  const first = rule(page, 1, 1);
  await chooseOption(page, subject(first), 'Orders');
  await expect(inWords(page)).toContainText('Customers with 1 or more Orders.');
  const buyers = await populationOf(page);
  await first.getByRole('textbox', { name: 'Value' }).fill('2');
  await expect(inWords(page)).toContainText('Customers with 2 or more Orders.');
  await expect.poll(() => populationOf(page)).toBeLessThan(buyers);
  await chooseOption(page, first.getByRole('combobox', { name: 'Time window' }), 'the past');
  await expect(inWords(page)).toContainText('Customers with 2 or more Orders in the past 90 days.');
  const days = first.getByRole('textbox', { name: 'Length of the time window' });
  await days.fill('３０');
  await expect(inWords(page)).toContainText('in the past 30 days.');
  await days.fill('90');
  await first.getByRole('button', { name: 'Filter' }).click();
  const filter = first.getByRole('group', { name: 'Filter 1' });
  await chooseOption(page, filter.getByRole('combobox', { name: 'Column' }), 'total');
  await chooseOption(page, filter.getByRole('combobox', { name: 'Operator' }), 'is more than');
  await filter.getByRole('textbox', { name: 'Value' }).fill('20');
  await expect(inWords(page)).toContainText('in the past 90 days where total is more than 20.');
  await filter.getByRole('textbox', { name: 'Value' }).fill('19.90');
  await expect(filter.getByRole('textbox', { name: 'Value' })).toHaveValue('19.90');
  await expect(inWords(page)).toContainText('where total is more than 19.9.');
  await first.getByRole('button', { name: 'Remove the filter on total' }).click();

  await page.getByRole('button', { name: 'Add rule set' }).click();
  const second = rule(page, 1, 2);
  await expect(subject(second)).toBeFocused();
  await chooseOption(page, subject(second), 'Not in segment');
  await chooseOption(page, second.getByRole('combobox', { name: 'Segment', exact: true }), 'Recent buyers');
  const both = 'Customers with 2 or more Orders in the past 90 days; and who are not in Recent buyers.';
  await expect(inWords(page)).toContainText(both);
  const bothPopulation = await populationOf(page);
  await expect(page.getByRole('list', { name: 'Customers of each rule set' }).getByRole('listitem')).toHaveCount(2);

  await page.getByRole('region', { name: 'Rule set 2' }).getByRole('button', { name: 'Add rule' }).click();
  const newsletter = rule(page, 2, 2);
  await chooseOption(page, subject(newsletter), 'newsletter');
  await chooseOption(page, newsletter.getByRole('combobox', { name: 'Operator' }), 'is one of');
  const values = newsletter.getByRole('combobox', { name: 'Values' });
  await values.click();
  await page.getByRole('option', { name: /^yes/ }).click();
  await expect(newsletter.getByRole('button', { name: 'Remove yes' })).toBeVisible();
  await page.keyboard.press('Escape');
  const setTwo = page.getByRole('region', { name: 'Rule set 2' });
  await setTwo.getByText('Advanced').click();
  const expression = setTwo.getByRole('textbox', { name: 'Rule set 2: match logic' });
  await expect(expression).toHaveValue('A and B');
  await expression.fill('A or C');
  await expect(
    page.getByText('The match logic refers to C at character 6, but there is no rule or rule set C.').first(),
  ).toBeVisible();
  await expression.fill('A or B');
  await expect.poll(() => populationOf(page)).toBeGreaterThanOrEqual(bothPopulation);
  await expectUsableEditor(page);

  await page.getByRole('button', { name: 'Show SQL' }).click();
  await expect(page.getByRole('region', { name: 'SQL' })).toContainText('SELECT c.* FROM');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+s');
  await page.waitForURL(/segments\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(NAME);
  await page.reload();
  await expect(inWords(page)).toContainText('(who are not in Recent buyers or whose newsletter is one of yes)');
  await expectUsableEditor(page);

  // Another tab saves the segment in the meantime.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await saveDescription(other, 'Theirs');
  await saveDescription(page, 'Mine');
  await expect(
    page.getByText(/Changed in another tab or by another person at .*\. Your changes are not saved\./),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save over it' }).click();
  await expect(page.getByText(/Changed in another tab/)).toHaveCount(0);
  await other.reload();
  await expect(other.getByText('Mine', { exact: true })).toBeVisible();
});

async function saveDescription(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill(text);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Save/ }).click();
}

async function chooseByKeys(page: Page, control: Locator, text: string): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option')).toHaveCount(0);
}

test('what is typed while a new segment is saved stays as an unsaved change', { tag: '@whole' }, async ({ page }) => {
  const address = `/audience/${parent}/segments/new`;
  await page.goto(address);
  const description = page.getByRole('textbox', { name: 'Description' });
  await page.getByRole('textbox', { name: 'Name' }).fill(`${NAME} typed`);
  await chooseOption(page, subject(rule(page, 1, 1)), 'Orders');
  const release = await holdRequests(page, ({ pathname }) => pathname === address, 'POST');
  const saving = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(address));
  await page.getByRole('button', { name: 'Save' }).click();
  await saving;
  await description.fill('typed meanwhile');
  await page.getByRole('textbox', { name: 'Name' }).fill(`${NAME} renamed`);
  release();
  await page.waitForURL(/segments\/\d+$/);
  await expect(page.getByText('EDITED')).toBeVisible();
  await expect(page.getByText('typed meanwhile')).toBeVisible();
  await expect(page.getByRole('heading', { name: `${NAME} renamed` })).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('EDITED')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: `${NAME} renamed` })).toBeVisible();
  await page.getByRole('link', { name: 'New Segment' }).click();
  await page.waitForURL(/segments\/new/);
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('');
  await expect(description).toHaveValue('');
});

test("a failed save is reported beside someone else's change", { tag: '@whole' }, async ({ page, context }) => {
  await page.goto(`/audience/${parent}/segments/new`);
  await page.getByRole('textbox', { name: 'Name' }).fill(`${NAME} stale`);
  await chooseOption(page, subject(rule(page, 1, 1)), 'Orders');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/segments\/\d+$/);
  const other = await context.newPage();
  await other.goto(page.url());
  await saveDescription(other, 'of another tab');
  await expect(other.getByText('EDITED')).toHaveCount(0);

  const stale = page.getByText(/^Changed in another tab or by another person at/);
  const unanswered = page.getByText('It is not known whether the segment was saved.');
  await saveDescription(page, 'of this tab');
  await expect(stale).toBeVisible();
  await expect(unanswered).toHaveCount(0);
  await expect(page.getByText('The segment was not saved.')).toHaveCount(0);
  await page.route(page.url(), (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await page.getByRole('button', { name: 'Save over it' }).click();
  await expect(unanswered).toBeVisible();
  await expect(stale).toBeVisible();
  await page.unroute(page.url());

  // The console has been upgraded since the page was loaded.
  await page.route(page.url(), (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 404, headers: { 'x-nextjs-action-not-found': '1' } })
      : route.continue(),
  );
  await page.getByRole('button', { name: 'Save over it' }).click();
  await expect(page.getByText('This page is from another version of the console', { exact: false })).toBeVisible();
  await expect(page.getByText('The segment was not saved.')).toBeVisible();
});

test('a segment is counted again each time its editor is opened', { tag: '@whole' }, async ({ page }) => {
  const segments = JSON.parse(await pintd(['sg:list', PARENT, '--json'])) as { id: number; name: string }[];
  const id = segments.find(({ name }) => name === 'Recent buyers')?.id;
  await page.goto(`/audience/${parent}/segments/${id}`);
  await populationOf(page);
  await page.getByRole('link', { name: 'SQL', exact: true }).click();
  await page.waitForURL(/\/sql$/);
  const counting = page.waitForRequest((request) => request.url().endsWith('/rules/population'));
  await page.getByRole('link', { name: 'Segment Rules', exact: true }).click();
  await counting;
});

test('a rule request that is not JSON is refused', { tag: '@whole' }, async ({ page, baseURL }) => {
  const headers = { 'content-type': 'application/json', origin: baseURL ?? '' };
  for (const part of ['sql', 'values', 'population']) {
    const response = await page.request.post(`/audience/${parent}/rules/${part}`, {
      headers,
      data: Buffer.from('no JSON'),
    });
    expect(response.status(), part).toBe(400);
  }
});

test('the Enter that ends the composition of Japanese text adds no value', { tag: '@whole' }, async ({ page }) => {
  await page.goto(`/audience/${parent}/segments/new`);
  const first = rule(page, 1, 1);
  await chooseOption(page, subject(first), 'newsletter');
  await chooseOption(page, first.getByRole('combobox', { name: 'Operator' }), 'is one of');
  const values = first.getByRole('combobox', { name: 'Values' });
  await values.fill('はい');
  await values.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await expect(values).toHaveValue('はい');
  await values.press('Enter');
  await expect(values).toHaveValue('');
  // The suggestions hide the rest of the page until the focus leaves the field.
  await values.press('Tab');
  await expect(first.getByRole('button', { name: 'Remove はい' })).toBeVisible();
});

test('saving focuses a limit without a number', { tag: '@whole' }, async ({ page }) => {
  await page.goto(`/audience/${parent}/segments/new`);
  await page.getByRole('textbox', { name: 'Name' }).fill(`${NAME} limited`);
  await chooseOption(page, subject(rule(page, 1, 1)), 'Orders');
  await page.getByRole('button', { name: 'Limit: none' }).click();
  const number = page.getByRole('textbox', { name: 'Number of customers' });
  await number.fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(number).toBeFocused();
  await expect(number).toHaveAccessibleDescription(/./);
});

test('personal values are shown for one column at a time', { tag: '@whole' }, async ({ page }) => {
  await page.goto(`/audience/${parent}/segments/new`);
  const first = rule(page, 1, 1);
  await chooseOption(page, subject(first), 'first_name');
  const value = first.getByRole('combobox', { name: 'Value' });
  const show = page.getByRole('option', { name: 'Show personal values' });
  await value.click();
  await show.click();
  await expect(page.getByRole('option', { name: /^Aiko/ })).toBeVisible();
  await value.press('Tab');
  await chooseOption(page, subject(first), 'last_name');
  await value.click();
  await expect(show).toBeVisible();
});

test('Ctrl/⌘ S also saves the value being typed', { tag: '@whole' }, async ({ page }) => {
  await page.goto(`/audience/${parent}/segments/new`);
  await page.getByRole('textbox', { name: 'Name' }).fill(`${NAME} pressed`);
  const first = rule(page, 1, 1);
  await chooseOption(page, subject(first), 'newsletter');
  await chooseOption(page, first.getByRole('combobox', { name: 'Operator' }), 'is one of');
  await first.getByRole('combobox', { name: 'Values' }).fill('yes');
  await page.keyboard.press('ControlOrMeta+s');
  await page.waitForURL(/segments\/\d+$/);
  await page.reload();
  await expect(inWords(page)).toContainText('whose newsletter is one of yes');
});

test('rules are added, moved, saved, removed and restored with the keyboard', async ({ page }) => {
  await page.goto(`/audience/${parent}/segments/new`);
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type(`${NAME} keys`);
  await chooseByKeys(page, subject(rule(page, 1, 1)), 'newsletter');
  await tabTo(page, rule(page, 1, 1).getByRole('combobox', { name: 'Value' }));
  await page.keyboard.type('yes');
  // The suggestions hide the rest of the page until the focus leaves the field.
  await page.keyboard.press('Tab');
  await expect(inWords(page)).toContainText('Customers whose newsletter is yes.');
  await tabTo(page, page.getByRole('button', { name: 'Add rule', exact: true }));
  await page.keyboard.press('Enter');
  await expect(subject(rule(page, 2, 1))).toBeFocused();
  await chooseByKeys(page, subject(rule(page, 2, 1)), 'Orders');
  await expect(inWords(page)).toContainText('whose newsletter is yes and with 1 or more Orders.');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(inWords(page)).toContainText('with 1 or more Orders and whose newsletter is yes.');
  await page.keyboard.press('ControlOrMeta+s');
  await page.waitForURL(/segments\/\d+$/);
  await expect(page.getByText('EDITED')).toHaveCount(0);

  await tabTo(page, page.getByRole('button', { name: 'More actions: Rule 1 of rule set 1' }));
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Remove' }).focus();
  await page.keyboard.press('Enter');
  await expect(rule(page, 2, 1)).toHaveCount(0);
  await expect(page.getByText('EDITED')).toBeVisible();
  await expect(inWords(page)).toContainText('Customers whose newsletter is yes.');
  // Unsaved changes survive a visit to another tab.
  await page.getByRole('link', { name: 'SQL', exact: true }).click();
  await page.waitForURL(/\/sql$/);
  await page.getByRole('link', { name: 'Segment Rules' }).click();
  await expect(page.getByText('EDITED')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Discard changes' }));
  await page.keyboard.press('Enter');
  await expect(rule(page, 2, 1)).toBeVisible();
  await expect(page.getByText('EDITED')).toHaveCount(0);
});
