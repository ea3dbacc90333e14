import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { startApi } from '../api/api.test-kit.ts';
import { MAX_PROJECT_BYTES, MAX_PROJECT_FILES } from '../core/workflow/project-files.ts';
import { claimAndRun } from '../runtime/workflow/run.ts';
import { type CommandResult, runCommand, runProcess } from './command-line.test-kit.ts';

/** Tests workflows as scripts use them: what commands print, and their exit statuses. */

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-workflow-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await rm(`${folder}-data`, { recursive: true, force: true });
});

const check = (dir: string): Promise<CommandResult> => runCommand(['workflow:check', dir], { env: process.env });

/** Runs a command on a data folder beside the project, without a worker. */
function pintd(args: readonly string[], input = ''): Promise<CommandResult> {
  return runCommand(args, { env: { ...process.env, PINTD_DATA_DIR: `${folder}-data` }, input });
}

// biome-ignore lint/suspicious/noExplicitAny: each test checks the shape itself
async function objectOf(args: readonly string[], expectedStatus = 0): Promise<any> {
  const { status, out, err } = await pintd([...args, '--json']);
  expect({ status, err: status === expectedStatus ? '' : err }).toEqual({ status: expectedStatus, err: '' });
  return JSON.parse(out);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

test('workflow:check prints one finding per line, and exits with 1 if there are errors', async () => {
  await write('daily.dig', '+load:\n  td>: queries/load.sql\n  databas: shop\n+send:\n  py>: send\n');
  await write('queries/load.sql', 'SELECT ${session_date} FROM a');
  const { status, out, err } = await check(folder);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect([status, lines]).toEqual([
    1,
    [
      {
        file: 'daily.dig',
        line: 2,
        level: 'warning',
        code: 'workflow_database_missing',
        message: expect.stringMatching(/^td> has no database: /),
      },
      {
        file: 'daily.dig',
        line: 3,
        level: 'warning',
        code: 'workflow_option_unknown',
        message: 'td> has no option databas; it is only a parameter of the task. Did you mean database?',
      },
      {
        file: 'daily.dig',
        line: 5,
        level: 'error',
        code: 'workflow_operator_unsupported',
        message:
          'The operator py> is not supported. Code does not run here. Write the step as a query with td>, or run the code elsewhere and let it start the workflow through the API.',
      },
    ],
  ]);
  expect(err).toBe('1 workflow checked: 1 error, 2 warnings.\n');
});

test('workflow:check exits with 0 without errors; hidden files and links out of the folder are not part of a project', async () => {
  await write('daily.dig', '+hello:\n  echo>: hello ${session_date}\n');
  await write('.git/other.dig', '+a:\n  py>: x\n');
  await symlink('/etc/hosts', join(folder, 'hosts.dig'));
  expect(await check(folder)).toMatchObject({ status: 0, out: '' });
});

test('workflow:check reports what is wrong with a folder that is missing or too large', async () => {
  expect(await check(join(folder, 'no'))).toMatchObject({
    status: 1,
    err: expect.stringContaining(join(folder, 'no')),
  });
  await write('daily.dig', '+a:\n  echo>: x\n');
  await write('large.csv', 'x'.repeat(MAX_PROJECT_BYTES));
  expect(await check(folder)).toMatchObject({
    status: 1,
    err: expect.stringContaining('10,485,760 bytes'),
  });
});

test('workflow:check leaves out node_modules, and refuses a folder with more entries than a project may have', async () => {
  await write('daily.dig', '+a:\n  echo>: x\n');
  await write('node_modules/package/other.dig', '+a:\n  py>: x\n');
  expect(await check(folder)).toMatchObject({ status: 0, out: '' });
  for (let index = 0; index < MAX_PROJECT_FILES; index += 100)
    await Promise.all(Array.from({ length: 100 }, (_, each) => mkdir(join(folder, `folder${index + each}`))));
  expect(await check(folder)).toMatchObject({ status: 1, err: expect.stringContaining('more than 10,000') });
});

test('a file that is not text is a finding of a check, and makes a push fail', async () => {
  await write('daily.dig', '+a:\n  td>: old.sql\n  database: shop\n');
  await writeFile(join(folder, 'old.sql'), Buffer.from("SELECT 'caf\xe9'", 'latin1'));
  const finding = '{"file":"old.sql","line":1,"level":"error","code":"workflow_file_no_text",';
  for (const run of [() => check(folder), () => pintd(['workflow:push', 'shop', folder, '--json'])])
    expect(await run()).toMatchObject({ status: 1, out: expect.stringContaining(finding) });
  expect(await objectOf(['workflow:list'])).toEqual([]);
});

const DAILY = `timezone: Asia/Tokyo
schedule:
  daily>: 07:00:00
+greet:
  echo>: hello \${who} on \${session_date}
+choose:
  if>: \${1 + 1 == 2}
  _do:
    +yes:
      echo>: chosen
+each:
  for_each>:
    fruit: [apple, pear]
  _do:
    +print:
      echo>: \${fruit}
+twice:
  loop>: 2
  _do:
    +count:
      echo>: round \${i}
+call:
  call>: part
`;

const FAILING = `+first:
  echo>: first
+group:
  _retry: 1
  +bad:
    fail>: it broke
_error:
  +tell:
    echo>: "heard: \${error.message}"
`;

async function pushShop(): Promise<void> {
  await write('daily.dig', DAILY);
  await write('part.dig', '+inner:\n  echo>: "quotes \\"stay\\""\n');
  await write('failing.dig', FAILING);
  expect(await objectOf(['workflow:push', 'shop', folder])).toEqual({
    project: 'shop',
    revision: 1,
    workflows: ['daily', 'failing', 'part'],
  });
}

test('a .tar.gz is checked and pushed like its folder', async () => {
  await write('daily.dig', '+a:\n  echo>: x\n');
  const file = `${folder}.tar.gz`;
  onTestFinished(() => rm(file));
  await create({ gzip: true, file, cwd: dirname(folder) }, [basename(folder)]);
  expect(await check(file)).toMatchObject({ status: 0, out: '' });
  expect(await objectOf(['workflow:push', 'shop', file])).toEqual({
    project: 'shop',
    revision: 1,
    workflows: ['daily'],
  });
  await writeFile(file, 'no archive');
  expect(await pintd(['workflow:push', 'shop', file])).toMatchObject({
    status: 1,
    err: expect.stringContaining('.tar.gz'),
  });
});

test('a push with an error stores nothing, and prints the same findings as a check', async () => {
  await write('daily.dig', '+load:\n  py>: load\n');
  const refused = await pintd(['workflow:push', 'shop', folder, '--json']);
  expect({ ...refused, out: JSON.parse(refused.out) }).toMatchObject({
    status: 1,
    err: '1 error. Nothing was stored.\n',
    out: { file: 'daily.dig', line: 2, level: 'error', code: 'workflow_operator_unsupported' },
  });
  expect(refused.out).toBe((await check(folder)).out);
  expect(await objectOf(['workflow:list'])).toEqual([]);
  expect(await pintd(['workflow:push', '1st', folder])).toMatchObject({ status: 1 });
  expect(await pintd(['workflow:show', 'shop'])).toMatchObject({
    status: 1,
    err: expect.stringContaining('pintd workflow:list'),
  });
});

test('a workflow runs in the shell without a worker, once for each session time', async () => {
  await pushShop();
  const start = ['workflow:start', 'shop', 'daily', '--session', '2026-11-26', '-p', 'who=you'];
  expect(await objectOf([...start, '--wait'])).toEqual({
    attempt_id: 1,
    project: 'shop',
    workflow: 'daily',
    session_time: '2026-11-26T00:00:00.000+09:00',
    status: 'success',
    tasks: { success: 11, error: 0 },
  });
  const { out } = await pintd(['workflow:log', '1']);
  expect(out.split('\n').filter((line) => !line.startsWith('---'))).toEqual([
    'hello you on 2026-11-26',
    'chosen',
    'apple',
    'pear',
    'round 0',
    'round 1',
    'quotes "stay"',
    '',
  ]);
  expect((await objectOf(['workflow:log', '1', '+twice'])).map(({ text }: { text: string }) => text)).toEqual([
    'round 0',
    'round 1',
  ]);
  expect(await pintd(['workflow:log', '1', '+none'])).toMatchObject({ status: 1 });
  const again = await pintd([...start, '--json']);
  expect(again).toMatchObject({ status: 1, out: '', err: expect.stringContaining('attempt 1.') });
});

test('tasks are listed as a tree; a failed attempt ends with status 2', async () => {
  await pushShop();
  const failed = await pintd(['workflow:start', 'shop', 'failing', '--wait', '--json']);
  expect(failed).toMatchObject({ status: 2, err: '+failing+group+bad: it broke\n' });
  expect(JSON.parse(failed.out)).toMatchObject({ status: 'error', tasks: { success: 2, error: 1 } });
  const tasks = await objectOf(['workflow:tasks', '1']);
  expect(tasks.map(({ name, state, error }: Record<string, unknown>) => [name, state, error])).toEqual([
    ['+failing', 'group_error', 'it broke'],
    ['+failing+first', 'success', null],
    ['+failing+group', 'group_error', 'it broke'],
    ['+failing+group+bad', 'error', 'it broke'],
    ['+failing^error', 'success', null],
    ['+failing^error+tell', 'success', null],
  ]);
  expect(Object.keys(tasks[0])).toEqual(['id', 'name', 'state', 'started_at', 'ended_at', 'error', 'job_id']);
  expect((await pintd(['workflow:log', '1', '+tell'])).out).toMatch(/\nheard: it broke\n$/);
});

test('a failed attempt is retried where it failed, from a task, or as a whole, with the newest revision', async () => {
  await pushShop();
  await objectOf(['workflow:start', 'shop', 'failing', '--session', '2026-11-26T07:00:00Z', '--wait'], 2);
  expect(await pintd(['workflow:retry', '1'])).toMatchObject({ status: 1, err: expect.stringContaining('--resume') });
  await write('failing.dig', FAILING.replace('fail>: it broke', 'echo>: fixed'));
  await objectOf(['workflow:push', 'shop', folder]);
  const logOf = async (id: string) => (await pintd(['workflow:log', id])).out.match(/^(?:first|fixed)$/gm);
  expect(await objectOf(['workflow:retry', '1', '--resume', '--wait'])).toMatchObject({
    attempt_id: 2,
    session_time: '2026-11-26T07:00:00.000+00:00',
    status: 'success',
  });
  await objectOf(['workflow:retry', '1', '--all', '--wait']);
  await objectOf(['workflow:retry', '3', '--from', '+bad', '--wait']);
  expect([await logOf('2'), await logOf('3'), await logOf('4')]).toEqual([['fixed'], ['first', 'fixed'], ['fixed']]);
  expect(await pintd(['workflow:retry', '2', '--resume'])).toMatchObject({
    status: 1,
    err: expect.stringContaining('--all'),
  });
  const attempts = await objectOf(['workflow:attempts', 'shop', 'failing']);
  expect(attempts.map((each: Record<string, unknown>) => [each['attempt_id'], each['retry_name']])).toEqual([
    [4, 'retry-3'],
    [3, 'retry-2'],
    [2, 'retry-1'],
    [1, null],
  ]);
});

test('an attempt that has not ended when the waiting time is over is continued later, and its log is followed until it ends', async () => {
  await write('slow.dig', '+a: {echo>: one}\n+wait: {wait>: 1s}\n+b: {echo>: two}\n');
  await objectOf(['workflow:push', 'shop', folder]);
  const unfinished = await pintd(['workflow:start', 'shop', 'slow', '--wait=0']);
  expect(unfinished).toMatchObject({ status: 1, err: expect.stringContaining('has not ended') });
  // In its own process: two connections in one process would block each other.
  const env = { ...process.env, PINTD_DATA_DIR: `${folder}-data` };
  const following = runProcess(['workflow:log', '1', '--follow', '--json'], { env });
  expect(await pintd(['workflow:show', '1', '--wait'])).toMatchObject({ status: 0 });
  const { status, out } = await following;
  const texts = out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);
  expect([status, texts]).toEqual([0, ['one', 'two']]);
  expect((await pintd(['workflow:log', '1', '+b', '--follow'])).out).toMatch(/^--- \S+ \+slow\+b\ntwo\n$/);
});

test('the log of a task can be followed before the task exists', async () => {
  await write('slow.dig', '+wait: {wait>: 1s}\n+each:\n  loop>: 2\n  _do:\n    +say: {echo>: "round ${i}"}\n');
  await objectOf(['workflow:push', 'shop', folder]);
  await pintd(['workflow:start', 'shop', 'slow']);
  const working = pintd(['workflow:show', '1', '--wait']);
  await expect.poll(() => objectOf(['workflow:tasks', '1'])).not.toEqual([]);
  const followed = await pintd(['workflow:log', '1', '+loop-1', '--follow']);
  expect(followed).toMatchObject({ status: 0, out: expect.stringMatching(/\nround 1\n$/) });
  expect(await working).toMatchObject({ status: 0 });
  expect(await pintd(['workflow:log', '1', '+none', '--follow'])).toMatchObject({ status: 1 });
});

test('a session runs the files of an older revision, if that revision has the workflow', async () => {
  await write('daily.dig', '+a: {echo>: one}\n');
  await objectOf(['workflow:push', 'shop', folder]);
  await write('daily.dig', '+a: {echo>: two}\n');
  await write('other.dig', '+a: {echo>: x}\n');
  await objectOf(['workflow:push', 'shop', folder]);
  const start = (workflow: string, ...args: string[]) => pintd(['workflow:start', 'shop', workflow, '--wait', ...args]);
  expect(await start('daily', '--session', '2026-11-26', '--revision', '1')).toMatchObject({ status: 0 });
  expect(await start('daily', '--session', '2026-11-27')).toMatchObject({ status: 0 });
  const attempts = await objectOf(['workflow:attempts', 'shop', 'daily']);
  expect(attempts.map(({ revision }: { revision: number }) => revision)).toEqual([2, 1]);
  expect((await pintd(['workflow:log', '1'])).out).toContain('one');
  expect(await start('daily', '--revision', '3')).toMatchObject({
    status: 1,
    err: expect.stringContaining('no revision 3'),
  });
  expect(await start('other', '--revision', '1')).toMatchObject({
    status: 1,
    err: expect.stringContaining('no workflow other'),
  });
});

test('without --wait and without a worker, an attempt stays queued until a kill or a command that waits', async () => {
  await pushShop();
  const queued = await pintd(['workflow:start', 'shop', 'part', '--session', '2026-11-26', '--json']);
  expect(JSON.parse(queued.out)).toMatchObject({ attempt_id: 1, status: 'queued', tasks: { success: 0, error: 0 } });
  expect(queued).toMatchObject({ status: 0, err: expect.stringContaining('no worker is running') });
  expect(await pintd(['workflow:retry', '1', '--all'])).toMatchObject({ status: 1 });
  expect(await pintd(['workflow:delete', 'shop', '--force'])).toMatchObject({ status: 1 });
  expect(await objectOf(['workflow:kill', '1'])).toMatchObject({ attempt_id: 1, status: 'killed' });
  expect(await pintd(['workflow:show', '1', '--wait', '8'])).toMatchObject({ status: 3 });
  await pintd(['workflow:start', 'shop', 'part', '--session', '2026-11-27']);
  expect(await objectOf(['workflow:show', '--wait', '2'])).toMatchObject({ status: 'success' });
  expect(await pintd(['workflow:kill', '2'])).toMatchObject({ status: 1, err: expect.stringContaining('has ended') });
  await write('other.dig', '+a: {echo>: x}\n');
  await rm(join(folder, 'part.dig'));
  await rm(join(folder, 'daily.dig'));
  await pintd(['workflow:push', 'shop', folder]);
  expect(await pintd(['workflow:retry', '1', '--all'])).toMatchObject({
    status: 1,
    err: expect.stringContaining('There is no workflow part'),
  });
  expect(await objectOf(['workflow:delete', 'shop', '--force'])).toMatchObject({ name: 'shop', revision: 2 });
  expect(await pintd(['workflow:show', '2'])).toMatchObject({ status: 1 });
});

test('schedules are listed and disabled, and their sessions skipped and backfilled', async () => {
  await pushShop();
  const next = async () => (await objectOf(['workflow:schedules', 'shop']))[0].schedule;
  const first = Date.parse((await next()).next_session_time);
  const day = 24 * 60 * 60 * 1000;
  const skipped = await objectOf(['workflow:skip', 'shop', 'daily', '--count', '2']);
  expect(Date.parse(skipped.schedule.next_session_time)).toBe(first + 2 * day);
  expect((await objectOf(['workflow:skip', 'shop', 'daily', '--to', '2099-01-01'])).schedule).toMatchObject({
    next_session_time: '2099-01-01T00:00:00.000+09:00',
    next_run_at: '2098-12-31T22:00:00.000Z',
  });
  expect(await pintd(['workflow:skip', 'shop', 'daily', '--to', '2026-11-01'])).toMatchObject({ status: 1 });
  expect(await pintd(['workflow:skip', 'shop', 'part'])).toMatchObject({ status: 1 });
  await objectOf(['workflow:push', 'shop', folder]);
  expect(await next()).toMatchObject({ next_session_time: '2099-01-01T00:00:00.000+09:00', enabled: true });
  expect((await objectOf(['workflow:disable', 'shop', 'daily'])).schedule.enabled).toBe(false);
  expect((await objectOf(['workflow:enable', 'shop', 'daily', '--skip-missed'])).schedule.enabled).toBe(true);
  await pintd(['workflow:start', 'shop', 'daily', '--session', '2026-11-02']);
  const filled = await pintd(['workflow:backfill', 'shop', 'daily', '--from', '2026-11-01', '--count', '3', '--json']);
  expect(JSON.parse(filled.out).map(({ session_time }: { session_time: string }) => session_time)).toEqual([
    '2026-11-01T00:00:00.000+09:00',
    '2026-11-03T00:00:00.000+09:00',
  ]);
  expect(filled).toMatchObject({ status: 0, err: '2 attempts started; 1 session existed already.\n' });
  // Runs the earlier session first. Both fail, because their tasks need a parameter.
  const [earlier, later] = JSON.parse(filled.out).map(({ attempt_id: id }: { attempt_id: number }) => String(id));
  expect(await objectOf(['workflow:show', later, '--wait'], 2)).toMatchObject({ status: 'error' });
  expect(await objectOf(['workflow:show', earlier])).toMatchObject({ status: 'error' });
});

test('tasks that become invalid while they are added fail with the reason in words', async () => {
  await write('loop.dig', '_export: {many: tru}\n+all:\n  loop>: 2\n  _parallel: ${many}\n  _do: {+a: {echo>: x}}\n');
  await pintd(['workflow:push', 'shop', folder]);
  const { status, err } = await pintd(['workflow:start', 'shop', 'loop', '--wait']);
  expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining('_parallel is true, false') });
});

test('secrets are stored from standard input, and only their keys are shown', async () => {
  await pushShop();
  expect(await pintd(['workflow:secrets', 'shop', '--set', 'td.apikey'], 's3cret-value\n')).toMatchObject({
    status: 0,
  });
  const { out, err } = await pintd(['workflow:secrets', 'shop', '--json']);
  expect([out, err]).toEqual(['["td.apikey"]\n', '']);
  expect(await pintd(['workflow:secrets', 'shop', '--set', 'not a key'], 'x')).toMatchObject({ status: 1 });
  const empty = await pintd(['workflow:secrets', 'shop', '--set', 'td.other']);
  expect(empty).toMatchObject({ status: 1, err: expect.stringContaining('is empty. Nothing was stored.') });
  expect(await pintd(['workflow:secrets', 'shop', '--delete', 'td.apikey'])).toMatchObject({ status: 0 });
  expect(await pintd(['workflow:secrets', 'shop', '--delete', 'td.apikey'])).toMatchObject({ status: 1 });
});

test('commands against a server print the same as on a data folder; the worker of the server runs the attempt', async () => {
  const { url, key, runtime, onResponse } = await startApi();
  const env = { ...process.env, HOME: folder, PINTD_ENDPOINT: url, PINTD_API_KEY: key };
  const remote = (...args: string[]) => runCommand(args, { env });
  let working: Promise<unknown> = Promise.resolve();
  onResponse(async () => {
    for (const id of await runtime.workflowAttempts.unowned())
      working = working.then(() => claimAndRun(runtime, id, new AbortController().signal));
  });
  await write('daily.dig', '+a:\n  echo>: hello ${who.name}\n');
  expect((await remote('workflow:push', 'shop', folder, '--json')).out).toBe(
    '{"project":"shop","revision":1,"workflows":["daily"]}\n',
  );
  await write('bad.dig', '+a:\n  py>: x\n');
  const refused = await remote('workflow:push', 'shop', folder);
  expect([refused.status, JSON.parse(refused.out)]).toEqual([
    1,
    expect.objectContaining({ file: 'bad.dig', line: 2, code: 'workflow_operator_unsupported' }),
  ]);
  const start = ['workflow:start', 'shop', 'daily', '--session', '2026-11-26', '-p', 'who.name=you'];
  const { status, out } = await remote(...start, '--wait', '--json');
  expect([status, JSON.parse(out)]).toEqual([
    0,
    {
      attempt_id: 1,
      project: 'shop',
      workflow: 'daily',
      session_time: '2026-11-26T00:00:00.000+00:00',
      status: 'success',
      tasks: { success: 1, error: 0 },
    },
  ]);
  expect((await remote('workflow:log', '1')).out).toMatch(/^--- \S+ \+daily\+a\nhello you\n$/);
  expect(await remote(...start)).toMatchObject({ status: 1, err: expect.stringContaining('attempt 1.') });
  expect(await remote('workflow:start', 'nothing', 'daily')).toMatchObject({ status: 1 });
  await working;
});
