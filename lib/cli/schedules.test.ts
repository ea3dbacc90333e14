import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from './command-line.test-kit.ts';

/** Tests saved queries and their schedules as scripts use them: output and exit status. */

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pintd-sched-'));
  await pintd(['db:create', 'shop']);
});
afterAll(() => rm(dataDir, { recursive: true }));

function pintd(args: readonly string[], input = '') {
  return runCommand(args, { env: { ...process.env, PINTD_DATA_DIR: dataDir }, input });
}

const objectOf = async (run: ReturnType<typeof pintd>) => JSON.parse((await run).out);

test('a query can be saved before its table exists, or moved to a database without it, with a note', async () => {
  const early = await pintd(['sched:create', 'early', 'none', 'SELECT a value FROM later', '-d', 'shop']);
  expect(early).toMatchObject({ status: 0, err: expect.stringContaining('there is no table “later”') });
  await pintd(['db:create', 'empty']);
  const moved = await pintd(['sched:update', 'early', '-d', 'empty']);
  expect(moved).toMatchObject({ status: 0, err: expect.stringContaining('there is no table “later”') });
  const malformed = await pintd(['sched:update', 'early', '-q', 'SELECT FROM']);
  expect(malformed).toMatchObject({ status: 1, err: expect.stringContaining('Line 1') });
  expect(await pintd(['sched:delete', 'early'])).toMatchObject({ status: 0 });
});

describe('sched:create', () => {
  test('saves a query with its schedule, with the options of td', async () => {
    const result = JSON.stringify({ type: 'pinterest_conversion', ad_account_id: 549764609761, test_event: true });
    const options = ['-t', 'Asia/Tokyo', '-D', '300', '-P', 'high', '-R', '2', '-r', result, '--sandbox'];
    const mail = ['--mail-to', 'ops@shop.example,data@shop.example', '--mail-on', 'success'];
    const { status, out, err } = await pintd([
      'sched:create',
      'daily',
      '0 2 * * *',
      'SELECT 1',
      '-d',
      'shop',
      ...options,
      ...mail,
    ]);
    expect(status).toBe(0);
    expect(err).toMatch(/^Query 'daily' is saved. It runs next at \d{4}-\d\d-\d\dT17:00:00.000Z.$/m);
    expect(JSON.parse(out)).toMatchObject({
      name: 'daily',
      database: 'shop',
      query: 'SELECT 1',
      priority: 1,
      retry_limit: 2,
      result: { td_authentication_id: 1, ad_account_id: '549764609761', test_event: true, skip_invalid_record: false },
      schedule: {
        cron: '0 2 * * *',
        timezone: 'Asia/Tokyo',
        delay: 300,
        missed: 'once',
        overlap: 'skip',
        mail_to: ['ops@shop.example', 'data@shop.example'],
        mail_on: ['success'],
      },
    });
  });

  test('saves repeats, and lists them in words', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const create = ['sched:create', 'biweekly', 'every 2 weeks on mon,thu', 'SELECT 1', '-d', 'shop'];
    const { schedule } = await objectOf(pintd([...create, '--start', `${day(9)}T05:00`, '--end', day(90)]));
    expect(schedule).toMatchObject({
      cron: null,
      repeat_unit: 'week',
      repeat_frequency: 2,
      repeat_sub_frequency: [1, 4],
      start_at: `${day(9)}T05:00:00`,
      end_on: day(90),
    });
    expect((await pintd(['sched:list'])).out).toContain('Every 2 weeks on Mon and Thu, 05:00');
    const changed = await objectOf(
      pintd(['sched:update', 'biweekly', '-s', '@daily', '--start', 'none', '--end', 'none']),
    );
    expect(changed.schedule).toMatchObject({ cron: '@daily', repeat_unit: null, start_at: null, end_on: null });
    expect(await pintd(['sched:update', 'biweekly', '-s', 'every fortnight'])).toMatchObject({ status: 1 });
    expect(await pintd(['sched:delete', 'biweekly'])).toMatchObject({ status: 0 });
  });

  test('reads the query from a file or standard input, also without a schedule', async () => {
    const file = join(dataDir, 'query.sql');
    await writeFile(file, 'SELECT 2\n');
    const fromFile = await objectOf(pintd(['sched:create', 'from file', '@hourly', '-d', 'shop', '-q', file]));
    expect(fromFile).toMatchObject({ query: 'SELECT 2\n', schedule: { cron: '@hourly', timezone: 'UTC' } });
    const manual = await objectOf(pintd(['sched:create', 'manual', '', '-', '-d', 'shop'], 'SELECT 3'));
    expect(manual).toMatchObject({ query: 'SELECT 3', schedule: null });
  });

  test.each([
    [['x', '* * * * * *', 'SELECT 1', '-d', 'shop'], 'The schedule is not valid.'],
    [['x', '0 0 30 2 *', 'SELECT 1', '-d', 'shop'], 'This day never occurs.'],
    [['x', '@daily', 'SELECT 1', '-d', 'shop', '-t', 'PST'], 'The time zone is unknown.'],
    [['x', '@daily', 'SELECT 1', '-d', 'shop', '-D', 'soon'], 'must be a whole number from 0 to 604,800'],
    [['x', '@daily', 'SELECT 1', '-d', 'shop', '-P', '7'], 'It must be -2 to 2'],
    [['x', '@daily', '-d', 'shop'], 'No query is given.'],
    [['x', '@daily', 'SELECT 1', '-d', 'shop', '--mail-on', 'succes'], 'It must be success, failure'],
    [['x', '@daily', ' ', '-d', 'shop'], 'The query is empty.'],
    [['x', '@daily', 'SELECT a,\n  FROM', '-d', 'shop'], 'Line 2, column 7: the query has a syntax error'],
    [
      ['x', '@daily', 'SELECT td_sessionize(1)', '-d', 'shop'],
      'the function td_sessionize is not supported here. Write lag(',
    ],
    [['x', '@daily', 'SELECT 1', '-d', 'nowhere'], 'There is no database called nowhere.'],
    [['x', '@daily', 'SELECT 1', '-d', 'shop', '-T', 'hive'], 'Queries of type hive cannot be run here.'],
    [['x', '@daily', 'SELECT 1'], "required option '-d, --database <name>'"],
    [['daily', '@daily', 'SELECT 1', '-d', 'shop'], 'A saved query called daily already exists.'],
    [['x', '@daily', 'SELECT 1', '-d', 'shop', '-r', '{"type":"unknown-type"}'], 'unknown-type'],
  ])('%j is refused: %s', async (args, problem) => {
    const { status, out, err } = await pintd(['sched:create', ...args]);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain(problem);
  });

  test('refused queries are not saved', async () => {
    const saved = await objectOf(pintd(['sched:list', '--json']));
    expect(saved.map(({ name }: { name: string }) => name)).toEqual(['daily', 'from file', 'manual']);
  });
});

test('a result can be saved under a name, and used by that name', async () => {
  const parameters = { ad_account_id: '549764609761', test_event: true };
  const created = await pintd(['result:create', 'shop', JSON.stringify(parameters)], 'pina_of_the_shop');
  expect(JSON.parse(created.out)).toMatchObject({ name: 'shop' });
  const { id } = JSON.parse(created.out);
  expect(await objectOf(pintd(['result:show', 'shop']))).toMatchObject({ id, parameters });
  const saved = await objectOf(pintd(['sched:create', 'by name', 'none', 'SELECT 1', '-d', 'shop', '-r', 'shop']));
  expect(saved).toMatchObject({ result: { td_authentication_id: id, ...parameters, skip_invalid_record: false } });
  await pintd(['auth:create', 'bare'], 'pina_other');
  const bare = await pintd(['query', '-d', 'shop', 'SELECT 1', '-r', 'bare']);
  expect(bare).toMatchObject({ status: 1, err: expect.stringContaining('but no ad account') });
  const another = await pintd(['result:create', 'other', '{"td_authentication_id":1,"ad_account_id":1}']);
  expect(another).toMatchObject({ status: 1, err: expect.stringContaining('has its own token') });
});

test('sched:update changes only what it is given', async () => {
  const update = (...args: string[]) => objectOf(pintd(['sched:update', ...args]));
  expect(await update('from file', '-n', 'renamed', '-P', '-1')).toMatchObject({
    name: 'renamed',
    query: 'SELECT 2\n',
    priority: -1,
    schedule: { cron: '@hourly' },
  });
  expect(await update('renamed', '-t', 'Europe/Berlin', '--overlap', 'queue')).toMatchObject({
    schedule: { cron: '@hourly', timezone: 'Europe/Berlin', overlap: 'queue' },
  });
  expect(await update('daily', '-r', '')).toMatchObject({ result: null, query: 'SELECT 1' });
  expect(await update('renamed', '-s', 'none')).toMatchObject({ schedule: null });
  expect(await pintd(['sched:update', 'renamed'])).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringContaining('nothing to change'),
  });
  const { status, err } = await pintd(['sched:update', 'renamed', '-D', '5']);
  expect({ status, err }).toEqual({ status: 1, err: 'The query renamed has no schedule.\n' });
});

test('sched:pause pauses a schedule, and sched:resume resumes it', async () => {
  expect(await objectOf(pintd(['sched:pause', 'daily']))).toMatchObject({
    schedule: { paused: true, next_time: null },
  });
  expect(await objectOf(pintd(['sched:resume', 'daily']))).toMatchObject({ schedule: { paused: false } });
});

test('sched:run runs planned times manually, sched:history lists them, sched:result shows a result', async () => {
  await pintd(['sched:create', 'nightly', '0 2 * * *', 'SELECT TD_SCHEDULED_TIME() AS at', '-d', 'shop']);
  const run = await pintd(['sched:run', 'nightly', '2026-11-01 00:00:00', '-n', '2']);
  expect(run.out).toMatch(/JobID .* Time[\s\S]*2026-11-01T02:00:00.000Z[\s\S]*2026-11-02T02:00:00.000Z/);
  expect(run.err).toContain('2 jobs are queued. No worker is running.');
  const history = await objectOf(pintd(['sched:history', 'nightly', '--json']));
  expect(history).toMatchObject([
    { time: '2026-11-02T02:00:00.000Z', manual: true, state: 'started', status: 'queued' },
    { time: '2026-11-01T02:00:00.000Z', manual: true, state: 'started', status: 'queued' },
  ]);
  expect(await objectOf(pintd(['sched:history', 'nightly', '1', '-p', '1', '--json']))).toEqual(history.slice(1));
  expect(await objectOf(pintd(['sched:history', 'nightly', '-p', '0', '-s', '0', '--json']))).toEqual(history);
  const { out } = await pintd(['sched:result', 'nightly', '--last', '2', '-w', '-f', 'csv']);
  expect(out.trim()).toBe(String(Date.UTC(2026, 10, 1, 2) / 1000));
  expect((await pintd(['sched:result', 'nightly', '--last', '3'])).err).toContain(
    'has not run yet, or not that many times',
  );
  for (const time of ['yesterday', '2026-02-30'])
    expect((await pintd(['sched:run', 'nightly', time])).err).toContain('Give Unix seconds, or a time such as');
});

test('sched:list prints a table', async () => {
  const { out } = await pintd(['sched:list']);
  expect(out).toMatch(/Name .* Cron .* Timezone .* Next schedule/);
  expect(out).toContain('daily');
});

test('sched:delete deletes a query', async () => {
  expect((await pintd(['sched:delete', 'renamed'])).err).toBe("Query 'renamed' is deleted. Its jobs are kept.\n");
  const { status, err } = await pintd(['sched:history', 'renamed']);
  expect({ status, err }).toEqual({
    status: 1,
    err: 'There is no saved query called renamed. List them with: pintd sched:list\n',
  });
});
