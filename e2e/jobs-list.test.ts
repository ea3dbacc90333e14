import { LOCALE_COOKIE } from '../lib/messages/locale.ts';
import { expect, test } from './fixtures.ts';
import { openJob, queueFile } from './job-kit.ts';
import { expectNoOverflow, expectUsable } from './page-checks.ts';
import { csvOf, pintd } from './shell.ts';

/** The list of jobs: search, filters and order, all in the URL. */

const ACCOUNT = '760000000018';
const NAME = `list-${process.pid}`;

test('jobs are searched, filtered and sorted, and the URL shows the same list again', async ({
  page,
  context,
  baseURL,
}) => {
  const authentication = `Listed ${process.pid}`;
  await pintd(['auth:create', authentication], 'pina_listed');
  const queue = (name: string, csv: string) => queueFile({ csv, name, authentication, account: ACCOUNT });
  const many = await queue(`${NAME}-many.csv`, csvOf(5, `${NAME}-many-`));
  const wrong = await queue(
    `${NAME}-wrong.csv`,
    `${csvOf(1, `${NAME}-wrong-`)}\nnonsense,web,0,e9,\nnonsense,web,0,e8,`,
  );
  const few = await queue(`${NAME}-few.csv`, csvOf(2, `${NAME}-few-`));
  for (const job of [many, wrong, few]) await openJob(page, job, 'Success');

  await page.goto('/jobs');
  await page.getByRole('searchbox', { name: 'Name, job ID or ad account' }).fill(NAME);
  await expect(page).toHaveURL(new RegExp(`search=${NAME}`));
  const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row');
  const jobs = () => rows.getByRole('rowheader').getByRole('link').allTextContents();
  const expectJobs = (...ids: number[]) => expect.poll(jobs).toEqual(ids.map((id) => `Job ${id}`));
  await expectJobs(few, wrong, many);

  const byAccepted = page.getByRole('columnheader', { name: 'Accepted', exact: true }).getByRole('link');
  // The links in the table header contain the search once the list is filtered by it.
  await expect(byAccepted).toHaveAttribute('href', new RegExp(`search=${NAME}`));
  await byAccepted.click();
  await expectJobs(many, few, wrong);
  await expect(page.getByRole('columnheader', { name: 'Accepted', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await page.getByRole('combobox', { name: 'Sort by' }).click();
  await page.getByRole('option', { name: 'Most records not accepted' }).click();
  await expectJobs(wrong, few, many);
  await page.reload();
  await expectJobs(wrong, few, many);
  await expect(rows.first()).toContainText(`${NAME}-wrong.csv`);
  await expectUsable(page);

  await page.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'Activation' }).click();
  await expect(page.getByText('No jobs match')).toBeVisible();
  await page.getByRole('link', { name: 'Show all jobs' }).click();
  await expect(page).toHaveURL(/\/jobs$/);

  const day = (daysAhead: number) => new Date(Date.now() + daysAhead * 86_400_000).toLocaleDateString('sv');
  await page.goto(`/jobs?search=${ACCOUNT}&from=${day(-1)}`);
  await expectJobs(few, wrong, many);
  await expect(page.getByLabel('From', { exact: true })).toHaveValue(day(-1));

  const scripts = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', (route) => scripts.promise.then(() => route.continue()));
  await page.reload({ waitUntil: 'commit' });
  await page.getByLabel('To', { exact: true }).fill(day(-1));
  scripts.resolve();
  await expect(page.getByText('No jobs match'), 'a date entered before hydration counts').toBeVisible();
  await page.unrouteAll({ behavior: 'wait' });
  // Names of other jobs may contain the number, too.
  await page.goto(`/jobs?search=${few}&type=export`);
  await expect.poll(jobs).toContain(`Job ${few}`);

  await context.addCookies([{ name: LOCALE_COOKIE, value: 'ja', url: baseURL ?? '' }]);
  await page.goto(`/jobs?search=${NAME}`);
  await expect(page.getByRole('searchbox', { name: '名前、ジョブ ID、広告アカウント' })).toHaveValue(NAME);
  await expect(page.getByRole('table', { name: 'ジョブ' }).locator('tbody').getByRole('row')).toHaveCount(3);
  await expectNoOverflow(page);
});
