import { expect, test } from 'vitest';
import type { InputOf } from '../lib/commands/command.ts';
import { viewJobList } from '../lib/commands/console/jobs.ts';
import { perform } from '../lib/commands/perform.ts';
import { createQuery } from '../lib/commands/rows/queries.ts';
import type { Job } from '../lib/core/job/job.ts';
import { JOB_SORTS, type JobCursor } from '../lib/core/job/job-list.ts';
import { DELETED_QUERY, withoutText } from '../lib/core/job/query.ts';
import { summarizeJob } from '../lib/operations/jobs/view-job.ts';
import { createQueryJob } from '../lib/operations/queries/create-query-job.ts';
import { runSavedQuery } from '../lib/operations/queries/run-saved-query.ts';
import { OWNER } from './kit/actors.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';

const OTHER_ACCOUNT = '549764609762';

async function listIds({ runtime }: TestProduct, query: InputOf<typeof viewJobList>) {
  const { jobs } = await perform(viewJobList, query, OWNER, runtime);
  return jobs.map(({ id }) => id);
}

/** Exports of files with different counts and outcomes to two accounts; the fourth is still queued. */
async function startWithJobs() {
  const product = await startProduct();
  const jobIds: number[] = [];
  for (const [index, count] of [3, 1, 2, 5, 4, 2].entries()) {
    const lines = [...validLines(count), ...Array.from({ length: index % 3 }, () => 'nonsense,web,0,e9,')];
    const account = index % 2 === 0 ? ACCOUNT : OTHER_ACCOUNT;
    const job = await product.export(lines, { ad_account_id: account }, { alreadyAccepted: 'send' });
    if (index !== 3) await product.run(job);
    jobIds.push(job.id);
  }
  return { product, jobIds };
}

test('each order lists every job once, page by page, and back again', async () => {
  const { product, jobIds } = await startWithJobs();
  const pageOfTwo = (query: object) => product.runtime.jobs.page({ limit: 2, ...query });
  for (const sort of JOB_SORTS) {
    const pages: JobCursor[][] = [];
    for (let before: JobCursor | undefined; ; ) {
      const places = (await pageOfTwo({ sort, before })).map(({ place }) => place);
      if (places.length === 0) break;
      pages.push(places);
      before = places.at(-1);
    }
    const values = pages.flat().map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(
      pages
        .flat()
        .map(({ id }) => id)
        .toSorted((a, b) => a - b),
    ).toEqual(jobIds);
    const [first, second] = pages;
    expect((await pageOfTwo({ sort, after: second?.[0] })).map(({ place }) => place)).toEqual(first);
  }
});

test('sorts by records that were accepted or not accepted, newest first among equals', async () => {
  const { product, jobIds } = await startWithJobs();
  const [one, two, three, four, five, six] = jobIds;
  expect(await listIds(product, { sort: 'not_accepted' })).toEqual([six, three, five, two, four, one]);
  expect(await listIds(product, { sort: 'accepted' })).toEqual([five, one, six, three, two, four]);
});

test('finds jobs by account, ID, name and state', async () => {
  const { product, jobIds } = await startWithJobs();
  const [one, two, three, four, five, six] = jobIds;
  expect(await listIds(product, { search: OTHER_ACCOUNT })).toEqual([six, four, two]);
  expect(await listIds(product, { search: OTHER_ACCOUNT, state: 'queued' })).toEqual([four]);
  expect(await listIds(product, { search: String(three) })).toEqual([three]);
  expect(await listIds(product, { search: 'EVENTS.c' })).toEqual([six, five, four, three, two, one]);
  for (const search of ['events_csv', '%', 'e%t', "'", '\\'])
    expect(await listIds(product, { search }), search).toEqual([]);
});

test.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])('finds jobs of a day in %s', async (timeZone) => {
  const { product, jobIds } = await startWithJobs();
  const day = (daysAhead: number) =>
    new Date(Date.now() + daysAhead * 86_400_000).toLocaleDateString('sv', { timeZone });
  const newest = jobIds.toReversed();
  expect(await listIds(product, { from: day(-1), to: day(1), timeZone })).toEqual(newest);
  expect(await listIds(product, { from: day(0), timeZone })).toEqual(newest);
  expect(await listIds(product, { from: day(1), timeZone })).toEqual([]);
  expect(await listIds(product, { to: day(-1), timeZone })).toEqual([]);
});

test('a job of a saved query has the name of the query, and is found by name and by type', async () => {
  const { product, jobIds } = await startWithJobs();
  const { runtime } = product;
  await runtime.workbench.createDatabase('shop');
  const saved = { name: 'Checkouts, last 7 days', database: 'shop', sql: 'SELECT 1 AS one' };
  const { id: query } = (await perform(createQuery, saved, OWNER, runtime)) as { id: number };
  const { job: named } = await runSavedQuery(runtime, query);
  // As if a person had changed the text in the editor and run it: this is not a run of the saved query.
  const edited = await runtime.makeJob(
    { ...(await runtime.queries.get(query)), sql: 'SELECT 2 AS two' },
    runtime.clock.now(),
  );
  const nameOf = async (id: number) => (await summarizeJob((await runtime.jobs.find(id)) as Job, runtime)).name;
  expect(await nameOf(named)).toBe(saved.name);
  expect(await nameOf(edited.id)).toBe('SELECT 2 AS two');
  expect(await listIds(product, { type: 'query' })).toEqual([edited.id, named]);
  expect(await listIds(product, { type: 'export' })).toEqual(jobIds.toReversed());
  expect(await listIds(product, { search: 'last 7' })).toEqual([named]);
  expect(await listIds(product, { search: '2 as TWO' })).toEqual([edited.id]);
});

test('the name of an unsaved query begins after its first comments; if a task made it, the name ends before any value', async () => {
  const { runtime } = await startProduct();
  await runtime.workbench.createDatabase('shop');
  const nameOf = async (sql: string) => {
    const { id } = await createQueryJob({ database: 'shop', sql }, runtime);
    return (await summarizeJob((await runtime.jobs.find(id)) as Job, runtime)).name;
  };
  expect(await nameOf('/* Orders\n of birds */ -- daily\nSELECT *\n  FROM birds')).toBe('SELECT * FROM birds');
  expect(await nameOf(`SELECT ${'a, '.repeat(30)}b FROM birds`)).toBe(`SELECT ${'a, '.repeat(14)}a…`);
  expect(await nameOf('-- Only a comment')).toBe('-- Only a comment');
  const head = '-- project_id: 1\n-- task_name: +daily+of_quokka\n';
  for (const rest of ["'quokka'", '4711', '"quokka"', '$$quokka$$', '-- quokka', '/* quokka */'])
    expect(await nameOf(`${head}SELECT n FROM birds WHERE ${rest}`), rest).toBe('SELECT n FROM birds WHERE …');
  expect(await nameOf(`${head}SELECT n FROM birds`)).toBe('SELECT n FROM birds');
  expect(await nameOf(`${head}-- quokka`)).toBe('…');
  expect(await nameOf(withoutText(`${head}SELECT 'quokka'`))).toBe(DELETED_QUERY);
});
