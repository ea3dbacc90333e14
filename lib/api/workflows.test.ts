import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, onTestFinished, test } from 'vitest';
import { MAX_PROJECT_BYTES } from '../core/workflow/project-files.ts';
import { planDueSessions } from '../operations/workflow/plan-sessions.ts';
import { sweepsOf } from '../runtime/sweeps.ts';
import { claimAndRun } from '../runtime/workflow/run.ts';
import { startApi, type TestApi } from './api.test-kit.ts';
import { MAX_BODY_BYTES } from './read-body.ts';

/** Tests workflows over HTTP, and what the worker does with their schedules. */

const PROJECTS = '/api/v1/workflow-projects';
const ATTEMPTS = '/api/v1/workflow-attempts';
const HOURLY = 'schedule:\n  hourly>: "00:00"\n+a:\n  echo>: ${session_time}\n';
const HOUR_MS = 60 * 60 * 1000;

function push(api: TestApi, files: Record<string, string>, name = 'shop') {
  const listed = Object.entries(files).map(([path, text]) => ({ path, text }));
  return api.request('POST', PROJECTS, { body: { name, files: listed } });
}

async function withProject(files: Record<string, string>): Promise<TestApi> {
  const api = await startApi();
  expect(await push(api, files)).toMatchObject({ status: 200, json: { revision: 1, findings: [] } });
  return api;
}

const runAttempt = ({ runtime }: TestApi, id: number) => claimAndRun(runtime, id, new AbortController().signal);

/** Plans sessions as the worker does each second, with `now` as the time. */
async function planAt({ runtime }: TestApi, now: number): Promise<void> {
  const { inOneTransaction, workflowProjects, workflowAttempts, logger } = runtime;
  const due = async () =>
    (await Promise.all((await workflowProjects.list()).map(({ id }) => workflowProjects.workflows(id))))
      .flat()
      .filter(({ next, isPaused }) => next !== null && next.run <= now && !isPaused);
  const projects = {
    due,
    setNext: (...next: Parameters<typeof workflowProjects.setNext>) => workflowProjects.setNext(...next),
  };
  await planDueSessions({
    inOneTransaction,
    workflowProjects: projects,
    workflowAttempts,
    logger,
    clock: { now: () => now },
  });
}

async function sessionsOf(api: TestApi): Promise<string[]> {
  const { json } = await api.request('GET', ATTEMPTS);
  return json.data.map(({ session_time }: { session_time: string }) => session_time).reverse();
}

test('a project is stored in revisions, or not at all', async () => {
  const api = await withProject({ 'daily.dig': '+a:\n  echo>: one\n' });
  const refused = await push(api, { 'daily.dig': '+a:\n  ech>: two\n' });
  expect(refused).toMatchObject({ status: 422, json: { code: 'workflow_project_refused', params: { errors: 1 } } });
  expect(refused.json).toMatchObject({ project: 'shop', revision: null, workflows: ['daily'] });
  expect(refused.json.findings).toMatchObject([{ file: 'daily.dig', line: 2, column: 3, level: 'error' }]);
  await push(api, { 'daily.dig': '+a:\n  echo>: two\n', 'other.dig': '+a:\n  echo>: x\n' });
  expect((await api.request('GET', `${PROJECTS}?name=shop`)).json).toMatchObject({
    data: [{ id: 1, revision: 2, workflows: [{ name: 'daily', schedule: null }, { name: 'other' }] }],
  });
  expect((await api.request('GET', `${PROJECTS}/1/revisions?limit=1`)).json).toMatchObject({
    data: [{ revision: 2 }],
    cursor: '2',
  });
  const files = async (query: string) => (await api.request('GET', `${PROJECTS}/1/files${query}`)).json;
  expect([(await files('')).files.length, (await files('?revision=1')).files]).toEqual([
    2,
    [{ path: 'daily.dig', text: '+a:\n  echo>: one\n' }],
  ]);
  expect(await files('?revision=9')).toMatchObject({ status: 404, code: 'workflow_revision_unknown' });
  expect((await api.request('DELETE', `${PROJECTS}/1`)).status).toBe(204);
  expect(await api.request('GET', `${PROJECTS}/1`)).toMatchObject({
    status: 404,
    json: { code: 'workflow_project_unknown' },
  });
});

test('a project can also be uploaded as a .tar.gz', async () => {
  const api = await startApi();
  const folder = await mkdtemp(join(tmpdir(), 'pintd-project-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'daily.dig'), '+a:\n  echo>: one\n');
  await create({ gzip: true, file: join(folder, 'project.tar.gz'), cwd: folder }, ['daily.dig']);
  const content = await readFile(join(folder, 'project.tar.gz'));
  const uploaded = await api.request('PUT', `${PROJECTS}?name=shop`, { content });
  expect(uploaded).toMatchObject({ status: 200, json: { revision: 1, workflows: ['daily'], findings: [] } });
  const damaged = await api.request('PUT', `${PROJECTS}?name=shop`, { content: content.subarray(0, -20) });
  expect(damaged).toMatchObject({ status: 422, json: { code: 'workflow_archive_unreadable' } });
  const other = await api.request('PUT', `${PROJECTS}?name=shop&sha256=${'0'.repeat(64)}`, { content });
  expect([other.json.code, (await api.request('GET', `${PROJECTS}/1`)).json.revision]).toEqual(['upload_damaged', 1]);
});

test('an authentication that does not exist is only a warning: it may be created later', async () => {
  const api = await startApi();
  const send = (connection: string) =>
    push(api, { 'daily.dig': `+a:\n  td>: {data: SELECT 1}\n  database: shop\n  result_connection: ${connection}\n` });
  const { status, json } = await send('Nowhere');
  expect([status, json.revision]).toEqual([200, 1]);
  expect(json.findings).toMatchObject([{ line: 4, level: 'warning', code: 'workflow_connection_unknown' }]);
  const { id, name } = (await api.request('GET', '/api/v1/authentications')).json.data[0] ?? {};
  for (const valid of [id, name, '${name}']) expect((await send(valid)).json.findings).toEqual([]);
});

test('files that do not form a project are refused', async () => {
  const api = await startApi();
  const statusAndCodeOf = async (files: readonly { path: string; text: string }[], name = 'shop') => {
    const { status, json } = await api.request('POST', PROJECTS, { body: { name, files } });
    return [status, json.code];
  };
  const file = { path: 'a.dig', text: '+a:\n  echo>: x\n' };
  expect(await statusAndCodeOf([file, file])).toEqual([422, 'workflow_file_twice']);
  for (const path of ['../a.dig', '/a.dig', './a.dig', 'a//b.dig'])
    expect(await statusAndCodeOf([{ ...file, path }])).toEqual([422, 'workflow_file_path_invalid']);
  expect(await statusAndCodeOf([file], '1st')).toEqual([422, 'workflow_project_name_invalid']);
  const large = { path: 'large.sql', text: '\n'.repeat(MAX_BODY_BYTES) };
  expect(await statusAndCodeOf([file, large])).toEqual([200, undefined]);
  const most = { path: 'large.sql', text: 'x'.repeat(MAX_PROJECT_BYTES) };
  expect(await statusAndCodeOf([file, most])).toEqual([413, 'workflow_project_too_large']);
});

test('a session is started once, runs, and its tasks and log are read', async () => {
  const api = await withProject({ 'daily.dig': 'timezone: Asia/Tokyo\n+a:\n  echo>: hello ${of.whom}\n' });
  const start = (body: object) => api.request('POST', '/api/v1/workflows/1/attempts', { body });
  const body = { session: '2026-11-26 07:00:00', params: { of: { whom: 'you' } }, sandbox: true };
  expect(await start(body)).toMatchObject({
    status: 201,
    json: {
      attempt_id: 1,
      project: 'shop',
      workflow: 'daily',
      session_time: '2026-11-26T07:00:00.000+09:00',
      status: 'queued',
      tasks: { success: 0, error: 0 },
      sandbox: true,
      revision: 1,
      retry_name: null,
    },
  });
  expect(await start({ session: '2026-11-25T22:00:00Z' })).toMatchObject({
    status: 409,
    json: { code: 'workflow_session_exists', params: { attempt: 1 } },
  });
  expect(await start({ session: 'some day' })).toMatchObject({ status: 422 });
  expect(await api.request('POST', '/api/v1/workflows/9/attempts', { body: {} })).toMatchObject({ status: 404 });
  await runAttempt(api, 1);
  expect((await api.request('GET', `${ATTEMPTS}/1`)).json).toMatchObject({ status: 'success', tasks: { success: 1 } });
  expect((await api.request('GET', `${ATTEMPTS}/1/tasks`)).json.data).toMatchObject([
    { name: '+daily' },
    { name: '+daily+a', state: 'success', error: null, job_id: null },
  ]);
  expect((await api.request('GET', `${ATTEMPTS}/1/log?task=%2Ba&limit=1`)).json).toMatchObject({
    data: [{ task: '+daily+a', text: 'hello you' }],
    cursor: null,
  });
  expect(await api.request('POST', `${ATTEMPTS}/1/retry`, { body: { mode: 'resume' } })).toMatchObject({ status: 409 });
  expect(await api.request('POST', `${ATTEMPTS}/1/retry`, { body: { mode: 'from' } })).toMatchObject({
    status: 422,
    json: { code: 'input_required', pointer: '/from' },
  });
  expect(await api.request('POST', `${ATTEMPTS}/1/retry`, { body: { mode: 'all' } })).toMatchObject({
    status: 201,
    json: { attempt_id: 2, retry_name: 'retry-1', sandbox: true },
  });
  expect(await api.request('DELETE', `${PROJECTS}/1`)).toMatchObject({ status: 409 });
  expect((await api.request('POST', `${ATTEMPTS}/2/kill`)).json).toMatchObject({ status: 'killed' });
  expect(await api.request('POST', `${ATTEMPTS}/1/kill`)).toMatchObject({ status: 409 });
  expect((await api.request('GET', `${ATTEMPTS}?session=1&limit=1`)).json).toMatchObject({ cursor: '2' });
});

test('a secret is never returned', async () => {
  const api = await withProject({ 'daily.dig': '+a:\n  echo>: x\n' });
  const path = `${PROJECTS}/1/secrets`;
  const set = await api.request('POST', path, { body: { key: 'td.apikey', value: 's3cret-value' } });
  const listed = await api.request('GET', path);
  expect([set.status, listed.json.data[0].key, listed.text.includes('s3cret')]).toEqual([204, 'td.apikey', false]);
  expect((await api.request('DELETE', `${path}?key=td.apikey`)).status).toBe(204);
  expect((await api.request('DELETE', `${path}?key=td.apikey`)).status).toBe(404);
});

test('each session of a schedule starts once, even if it was missed; a push keeps due sessions', async () => {
  const api = await withProject({ 'hourly.dig': HOURLY });
  const { next_run_at } = (await api.request('GET', '/api/v1/workflows/1')).json.schedule;
  const first = Date.parse(next_run_at);
  await planAt(api, first - 1);
  expect(await sessionsOf(api)).toEqual([]);
  for (let times = 0; times < 3; times++) await planAt(api, first + HOUR_MS);
  await push(api, { 'hourly.dig': HOURLY, 'other.dig': '+a:\n  echo>: x\n' });
  await planAt(api, first + HOUR_MS);
  expect((await sessionsOf(api)).map((time) => Date.parse(time))).toEqual([first, first + HOUR_MS]);
  expect((await api.request('GET', '/api/v1/workflows/1/next-sessions?limit=2')).json.data).toMatchObject([
    { run_at: new Date(first + 2 * HOUR_MS).toISOString() },
    { run_at: new Date(first + 3 * HOUR_MS).toISOString() },
  ]);
  await api.request('POST', '/api/v1/workflows/1/disable');
  await planAt(api, first + 2 * HOUR_MS);
  expect(await sessionsOf(api)).toHaveLength(2);
  await push(api, { 'other.dig': '+a:\n  echo>: x\n' });
  expect((await api.request('GET', '/api/v1/workflows/1')).json).toMatchObject({ code: 'workflow_not_found' });
  await planAt(api, first + 3 * HOUR_MS);
  expect(await sessionsOf(api)).toHaveLength(2);
});

test('the worker finds due sessions', async () => {
  const api = await withProject({ 'hourly.dig': HOURLY });
  const { workflowProjects } = api.runtime;
  const due = Date.UTC(2026, 0, 1);
  await workflowProjects.setNext(1, { session: due, run: due });
  await workflowProjects.setPaused(1, true);
  await planDueSessions(api.runtime);
  expect(await sessionsOf(api)).toEqual([]);
  await workflowProjects.setPaused(1, false);
  await planDueSessions(api.runtime);
  expect(await sessionsOf(api)).toEqual(['2026-01-01T00:00:00.000+00:00']);
});

test.each([
  [false, ['2026-01-01T00:00:00.000+00:00']],
  [true, []],
])(
  'sessions missed while the schedule was disabled are run once it is enabled, unless they are skipped (%s)',
  async (skips, started) => {
    const api = await withProject({ 'hourly.dig': HOURLY });
    const { workflowProjects } = api.runtime;
    const missed = Date.UTC(2026, 0, 1);
    await workflowProjects.setNext(1, { session: missed, run: missed });
    await api.request('POST', '/api/v1/workflows/1/disable');
    const { json } = await api.request('POST', '/api/v1/workflows/1/enable', { body: { skip_missed: skips } });
    expect(Date.parse(json.schedule.next_run_at) > Date.now()).toBe(skips);
    await planDueSessions(api.runtime);
    expect(await sessionsOf(api)).toEqual(started);
    // A schedule that is already enabled skips no sessions.
    await api.request('POST', '/api/v1/workflows/1/enable', { body: { skip_missed: true } });
    const { json: after } = await api.request('GET', '/api/v1/workflows/1');
    expect(Date.parse(after.schedule.next_run_at) > Date.now()).toBe(skips);
  },
);

test('a schedule skips a session that a person started, that is too late, or that overlaps another', async () => {
  const api = await withProject({
    'hourly.dig': HOURLY.replace('\n+a', '\n  skip_on_overtime: true\n  skip_delayed_by: 5m\n+a'),
  });
  const { next_session_time } = (await api.request('GET', '/api/v1/workflows/1')).json.schedule;
  const first = Date.parse(next_session_time);
  const body = { session: next_session_time };
  await api.request('POST', '/api/v1/workflows/1/attempts', { body });
  await planAt(api, first + HOUR_MS);
  await planAt(api, first + HOUR_MS);
  expect(await sessionsOf(api)).toHaveLength(1);
  await runAttempt(api, 1);
  await planAt(api, first + 2 * HOUR_MS + 6 * 60 * 1000);
  await planAt(api, first + 3 * HOUR_MS);
  expect((await sessionsOf(api)).map((time) => Date.parse(time))).toEqual([first, first + 3 * HOUR_MS]);
});

test('a rehearsal that is still running does not make a schedule with skip_on_overtime skip its session', async () => {
  const api = await withProject({ 'hourly.dig': HOURLY.replace('\n+a', '\n  skip_on_overtime: true\n+a') });
  const { next_session_time } = (await api.request('GET', '/api/v1/workflows/1')).json.schedule;
  const body = { session: next_session_time, sandbox: true };
  await api.request('POST', '/api/v1/workflows/1/attempts', { body });
  await planAt(api, Date.parse(next_session_time));
  expect((await api.request('GET', ATTEMPTS)).json.data).toMatchObject([{ sandbox: false }, { sandbox: true }]);
});

test('a rehearsal of a session does not keep the schedule or a backfill from running it', async () => {
  const api = await withProject({ 'hourly.dig': HOURLY });
  const { next_session_time } = (await api.request('GET', '/api/v1/workflows/1')).json.schedule;
  const first = Date.parse(next_session_time);
  const start = (session: string, sandbox: boolean) =>
    api.request('POST', '/api/v1/workflows/1/attempts', { body: { session, sandbox } });
  await start(next_session_time, true);
  const earlier = new Date(first - HOUR_MS).toISOString();
  await start(earlier, true);
  await planAt(api, first);
  const backfill = { from: earlier, count: 1 };
  const runBackfill = async () => (await api.request('POST', '/api/v1/workflows/1/backfill', { body: backfill })).json;
  expect(await runBackfill()).toMatchObject({ data: [{ attempt_id: 4 }], existing: 0 });
  expect(await runBackfill()).toMatchObject({ data: [], existing: 1 });
  expect((await api.request('GET', ATTEMPTS)).json.data).toMatchObject([
    { attempt_id: 4, sandbox: false, retry_name: 'retry-1' },
    {
      attempt_id: 3,
      sandbox: false,
      retry_name: 'retry-1',
      session_time: new Date(first).toISOString().replace('Z', '+00:00'),
    },
    { attempt_id: 2, sandbox: true },
    { attempt_id: 1, sandbox: true },
  ]);
});

test('a backfill does not repeat a session whose attempts were deleted, unless it was only rehearsed', async () => {
  const api = await withProject({ 'hourly.dig': HOURLY });
  const { next_session_time } = (await api.request('GET', '/api/v1/workflows/1')).json.schedule;
  const [earlier = '', later = ''] = [3, 2].map((hours) =>
    new Date(Date.parse(next_session_time) - hours * HOUR_MS).toISOString(),
  );
  const backfill = async (from: string, count: number) =>
    (await api.request('POST', '/api/v1/workflows/1/backfill', { body: { from, count } })).json;
  expect(await backfill(earlier, 1)).toMatchObject({ data: [{ attempt_id: 1 }] });
  const body = { session: later, sandbox: true };
  expect((await api.request('POST', '/api/v1/workflows/1/attempts', { body })).json).toMatchObject({ attempt_id: 2 });
  for (const id of [1, 2]) await runAttempt(api, id);
  await sweepAttemptsAfter(api, 15);
  expect((await api.request('GET', ATTEMPTS)).json.data).toEqual([]);
  expect(await backfill(earlier, 2)).toMatchObject({
    data: [{ session_time: later.replace('Z', '+00:00') }],
    existing: 1,
  });
});

test('a rehearsal of a session whose attempts were deleted does not let a backfill repeat it', async () => {
  const api = await withProject({ 'hourly.dig': HOURLY });
  const { next_session_time } = (await api.request('GET', '/api/v1/workflows/1')).json.schedule;
  const session = new Date(Date.parse(next_session_time) - 3 * HOUR_MS).toISOString();
  const backfill = async () =>
    (await api.request('POST', '/api/v1/workflows/1/backfill', { body: { from: session, count: 1 } })).json;
  const rehearse = async () => {
    const { json } = await api.request('POST', '/api/v1/workflows/1/attempts', { body: { session, sandbox: true } });
    await runAttempt(api, json.attempt_id);
  };
  expect(await backfill()).toMatchObject({ data: [{ attempt_id: 1 }] });
  await runAttempt(api, 1);
  await sweepAttemptsAfter(api, 15);
  await rehearse();
  expect(await backfill()).toMatchObject({ data: [], existing: 1 });
  await sweepAttemptsAfter(api, 15);
  expect((await api.request('GET', ATTEMPTS)).json.data).toEqual([]);
  expect(await backfill()).toMatchObject({ data: [], existing: 1 });
});

/** Deletes attempts as the worker does each hour, at a time some days later. */
async function sweepAttemptsAfter({ runtime }: TestApi, days: number): Promise<void> {
  const clock = { ...runtime.clock, now: () => runtime.clock.now() + days * 24 * HOUR_MS };
  await sweepsOf({ ...runtime, clock })
    .find(({ name }) => name === 'workflow_attempts')
    ?.run();
}

test('a session that was only rehearsed is started for real, once', async () => {
  const api = await withProject({ 'hourly.dig': HOURLY });
  const start = (sandbox: boolean) =>
    api.request('POST', '/api/v1/workflows/1/attempts', { body: { session: '2026-11-26', sandbox } });
  const statuses = async (...sandboxes: boolean[]) => {
    const answers = [];
    for (const sandbox of sandboxes) answers.push((await start(sandbox)).status);
    return answers;
  };
  // While the rehearsal runs, it occupies the session.
  expect(await statuses(true, true, false)).toEqual([201, 409, 409]);
  await api.request('POST', `${ATTEMPTS}/1/kill`);
  expect(await statuses(true, false, false, true)).toEqual([409, 201, 409, 409]);
  expect((await api.request('GET', `${ATTEMPTS}/2`)).json).toMatchObject({
    sandbox: false,
    retry_name: 'retry-1',
    started_by: 'request',
    status: 'queued',
  });
});

test('sessions that are all too late are skipped in one step', async () => {
  const api = await withProject({ 'hourly.dig': HOURLY.replace('\n+a', '\n  skip_delayed_by: 5m\n+a') });
  const { next_session_time } = (await api.request('GET', '/api/v1/workflows/1')).json.schedule;
  const first = Date.parse(next_session_time);
  await planAt(api, first + 1000 * HOUR_MS + 60_000);
  await planAt(api, first + 1000 * HOUR_MS + 60_000);
  expect((await sessionsOf(api)).map((time) => Date.parse(time))).toEqual([first + 1000 * HOUR_MS]);
});

test('attempts that have ended are deleted after the retention period', async () => {
  const api = await withProject({ 'daily.dig': '+a:\n  echo>: hello\n' });
  for (const session of ['2026-11-25', '2026-11-26', '2026-11-27'])
    await api.request('POST', '/api/v1/workflows/1/attempts', { body: { session } });
  for (const id of [1, 2]) await runAttempt(api, id);
  await api.request('PATCH', '/api/v1/settings', { body: { retention_days: 3 } });
  await sweepAttemptsAfter(api, 2.9);
  expect(await sessionsOf(api)).toHaveLength(3);
  await sweepAttemptsAfter(api, 3.1);
  expect((await api.request('GET', ATTEMPTS)).json.data).toMatchObject([{ attempt_id: 3, status: 'queued' }]);
});
