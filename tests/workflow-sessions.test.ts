import { expect, test } from 'vitest';
import { itemsOf } from '../lib/cli/product/product.ts';
import type { Command, InputOf } from '../lib/commands/command.ts';
import * as views from '../lib/commands/console/workflows/attempts.ts';
import { viewWorkflowProject } from '../lib/commands/console/workflows/projects.ts';
import { perform } from '../lib/commands/perform.ts';
import { listWorkflowLog, retryWorkflowAttempt } from '../lib/commands/rows/workflow/attempts.ts';
import { pushWorkflowProject } from '../lib/commands/rows/workflow/projects.ts';
import { disableWorkflow, skipWorkflowSessions } from '../lib/commands/rows/workflow/workflows.ts';
import type { Actor } from '../lib/core/access/permission.ts';
import type { TestProduct } from './kit/product.ts';
import { pushAndRun, pushFiles, queueAttempt, runAttempt, startWithDatabase } from './kit/workflows.ts';

/** What the console's pages show about sessions and attempts. */

const VIEWER: Actor = { kind: 'person', id: 'viewer', role: 'viewer' };
const OPERATOR: Actor = { kind: 'person', id: 'operator', role: 'operator' };

const loader =
  ({ runtime }: TestProduct, actor = OPERATOR) =>
  <C extends Command>(command: C, input: InputOf<C>) =>
    perform(command, input, actor, runtime);

const FAILS = '+a: {echo>: first}\n+g:\n  +b: {fail>: broken}\n  +c: {echo>: third}\n+d: {echo>: "${note}"}\n';

test('a failed task shows why it failed, where it is defined, and which tasks a retry from it runs', async () => {
  const product = await startWithDatabase();
  const load = loader(product);
  const { id: attempt } = await pushAndRun(product, FAILS, { params: { note: 'of a customer' } });
  const { tasks } = await load(views.viewAttemptTasks, { attempt });
  const failed = tasks.find(({ name }) => name === '+daily+g+b');
  expect(failed).toMatchObject({ state: 'error', kind: 'fail', error: 'broken', job: null });
  const details = await load(views.viewTaskDetails, { attempt, task: failed?.id ?? 0 });
  expect(details).toMatchObject({
    error: 'broken',
    command: 'fail>: broken',
    place: { file: 'daily.dig', line: 3 },
    parameters: ['note'],
    rerun: { runs: ['+daily+g+b', '+daily+g+c', '+daily+d'] },
  });
  const blocked = tasks.find(({ name }) => name === '+daily+d')?.id ?? 0;
  expect(await load(views.viewTaskDetails, { attempt, task: blocked })).toMatchObject({
    rerun: { code: 'workflow_resume_task_not_done', params: { name: '+daily+g+b' } },
  });
});

test('values of parameters and of logs are shown only to those who may see values', async () => {
  const product = await startWithDatabase();
  const { id: attempt } = await pushAndRun(product, FAILS, { params: { note: 'of a customer' } });
  expect(await loader(product)(views.showTaskParameters, { attempt, task: 2 })).toEqual({
    parameters: { note: 'of a customer' },
    stored: {},
  });
  const asViewer = loader(product, VIEWER);
  for (const [command, input] of [
    [views.showTaskParameters, { attempt, task: 2 }],
    [views.viewAttemptLog, { attempt, level: 'info', text: '', locale: 'en' }],
    [views.downloadAttemptLog, { attempt, locale: 'en' }],
  ] as const)
    await expect(asViewer<Command>(command as Command, input)).rejects.toMatchObject({ code: 'permission_missing' });
  const seen = await asViewer(views.viewAttemptTasks, { attempt });
  expect(JSON.stringify([seen, await asViewer(views.viewTaskDetails, { attempt, task: 2 })])).not.toContain('customer');
});

test('a request with a version gets only tasks that changed since', async () => {
  const product = await startWithDatabase();
  const load = loader(product);
  await pushFiles(product, { 'daily.dig': '+a: {echo>: x}\n+b: {echo>: x}\n' });
  const started = await queueAttempt(product);
  const before = await load(views.viewAttemptTasks, { attempt: started.id });
  expect(before).toMatchObject({ attempt: { state: 'queued', number: 1 }, version: -1, tasks: [] });
  await runAttempt(product, started);
  const all = await load(views.viewAttemptTasks, { attempt: started.id, after: before.version });
  expect(all.tasks.map(({ name, state }) => [name, state])).toEqual([
    ['+daily', 'success'],
    ['+daily+a', 'success'],
    ['+daily+b', 'success'],
  ]);
  const last = await load(views.viewAttemptTasks, { attempt: started.id, after: all.version - 1 });
  expect(last.tasks.length).toBeLessThan(3);
  const none = await load(views.viewAttemptTasks, { attempt: started.id, after: all.version });
  expect(none).toMatchObject({ attempt: { state: 'success' }, version: all.version, tasks: [] });
});

test('sessions are listed with how they began and their newest attempt, by workflow and state', async () => {
  const product = await startWithDatabase();
  const load = loader(product);
  const first = await pushAndRun(product, FAILS, { params: { note: 'x' } });
  await pushFiles(product, {
    'daily.dig': FAILS.replace('fail>: broken', 'echo>: mended'),
    'other.dig': '+a: {echo>: x}\n',
  });
  const retry = { workflow_attempt: first.id, mode: 'from', from: '+b' } as const;
  const { attempt_id: second } = await load(retryWorkflowAttempt, retry);
  expect((await product.runtime.auditList.page({}, { limit: 1 }))[0]).toMatchObject({
    action: 'retryWorkflowAttempt',
    outcome: 'done',
    object: { kind: 'attempt', id: String(second) },
  });
  await runAttempt(product, { id: second });
  const other = await runAttempt(product, await queueAttempt(product, { workflow: 'other' }));
  const { sessions, counts } = await load(views.viewSessions, {});
  expect(counts).toEqual({ success: 2 });
  expect(sessions).toMatchObject([
    { attempts: 1, origin: { kind: 'request' }, latest: { id: other.id, state: 'success' } },
    { attempts: 2, origin: { kind: 'request' }, latest: { id: second, number: 2, revision: 2 } },
  ]);
  expect((await load(views.viewSessions, { workflow: first.workflow.id })).sessions).toHaveLength(1);
  expect((await load(views.viewSessions, { state: 'error' })).sessions).toEqual([]);
  const attempts = await load(views.viewAttemptsOfSession, { attempt: first.id });
  expect(attempts).toMatchObject([
    {
      id: second,
      tasks: { all: 4, success: 4, error: 0 },
      origin: { kind: 'retry', attempt: first.id, mode: 'from', from: '+daily+g+b', number: 1 },
    },
    { id: first.id, state: 'error', origin: { kind: 'request' } },
  ]);
  expect(await load(views.viewAttempt, { attempt: first.id })).toMatchObject({
    number: 1,
    attempts: 2,
    newestRevision: 2,
    latest: { id: second, number: 2 },
  });
});

test('a retry has a name of its own, even after an attempt that a require> named', async () => {
  const product = await startWithDatabase();
  const load = loader(product);
  await pushFiles(product, {
    'daily.dig': '+a: {echo>: x}\n',
    'again.dig': '+a:\n  require>: daily\n  rerun_on: all\n',
  });
  const first = await runAttempt(product, await queueAttempt(product));
  const retry = async () => {
    const { attempt_id: id, retry_name } = await load(retryWorkflowAttempt, {
      workflow_attempt: first.id,
      mode: 'all',
    });
    await runAttempt(product, { id });
    return retry_name;
  };
  expect(await retry()).toBe('retry-1');
  expect((await runAttempt(product, await queueAttempt(product, { workflow: 'again' }))).state).toBe('success');
  expect(await retry()).toBe('retry-2');
});

test('the log can be filtered by level, text and task', async () => {
  const product = await startWithDatabase();
  const load = loader(product);
  const { id: attempt } = await pushAndRun(product, FAILS, { params: { note: 'x' } });
  const lines = async (query: object) => {
    const page = await load(views.viewAttemptLog, { attempt, level: 'info', text: '', locale: 'en', ...query });
    return page.lines.map(({ level, name, text }) => `${level} ${name} ${text}`);
  };
  expect(await lines({})).toEqual(['info +daily+a first', 'error +daily+g+b broken']);
  expect(await lines({ level: 'error' })).toEqual(['error +daily+g+b broken']);
  expect(await lines({ text: 'FIR' })).toEqual(['info +daily+a first']);
  expect(await lines({ text: '+A' })).toEqual(['info +daily+a first']);
  expect(await lines({ task: '+g' })).toEqual(['error +daily+g+b broken']);
  expect(await load(views.viewLoggedTasks, { attempt })).toEqual(['+daily+a', '+daily+g+b']);
});

test('the log shows messages of the product in the language of the reader; what tasks print is unchanged', async () => {
  const product = await startWithDatabase();
  const load = loader(product);
  const print = '+print: {echo>: Job 1 was started.}';
  const query = '+query: {td>: {data: SELECT 1 AS n}, database: shop}';
  const { id: attempt } = await pushAndRun(product, `${print}\n${query}\n`);
  const lines = async (locale: 'en' | 'ja', text = '') => {
    const page = await load(views.viewAttemptLog, { attempt, level: 'info', text, locale });
    return page.lines.map((line) => line.text.replace(/\d+/, 'N'));
  };
  const printed = 'Job N was started.';
  expect(await lines('en')).toEqual([printed, 'Job N was started.']);
  expect(await lines('ja')).toEqual([printed, 'ジョブ N を開始しました。']);
  expect(await lines('ja', '開始')).toEqual(['ジョブ N を開始しました。']);
});

test('log lines and pages are limited in length, and the next page continues', async () => {
  const product = await startWithDatabase();
  const load = loader(product);
  const long = `+g:\n  _export: {long: ${'x'.repeat(100_000)}}\n`;
  const tasks = Array.from({ length: 30 }, (_, index) => `  +t${index}: {echo>: "${index} \${long}"}\n`).join('');
  const { id: attempt } = await pushAndRun(product, `${long}${tasks}`);
  const seen: string[] = [];
  const pages: number[] = [];
  for (let before: number | undefined; ; ) {
    const page = await load(views.viewAttemptLog, {
      attempt,
      level: 'info',
      text: '',
      locale: 'en',
      ...(before && { before }),
    });
    pages.push(page.lines.length);
    seen.unshift(...page.lines.map(({ text }) => text));
    if (page.earlier === undefined) break;
    before = page.earlier;
  }
  expect(pages.length).toBeGreaterThan(1);
  expect(Math.max(...pages)).toBeLessThan(30);
  expect(seen.map((text) => Number(text.split(' ')[0]))).toEqual(Array.from({ length: 30 }, (_, index) => index));
  expect(seen[0]?.slice(65_500)).toBe(`${'x'.repeat(36)}\n… 34466 characters left out`);
  const byCommand = await Array.fromAsync(
    itemsOf((page) => load(listWorkflowLog, { workflow_attempt: attempt, ...page })),
  );
  expect(byCommand).toHaveLength(30);
});

test('a disabled schedule reports the sessions that it missed; once they are skipped, its next session follows them', async () => {
  const product = await startWithDatabase();
  const load = loader(product, { ...OPERATOR, role: 'admin' });
  const { runtime } = product;
  const files = [{ path: 'daily.dig', text: 'schedule:\n  daily>: 00:00:00\n+a: {echo>: x}\n' }];
  await load(pushWorkflowProject, { name: 'behind', files });
  const id = (await runtime.workflowProjects.findByName('behind'))?.id ?? 0;
  const [workflow] = await runtime.workflowProjects.workflows(id);
  await load(disableWorkflow, { workflow: workflow?.id ?? 0 });
  const session = (workflow?.next?.session ?? 0) - 3 * 24 * 60 * 60 * 1000;
  await runtime.workflowProjects.setNext(workflow?.id ?? 0, { session, run: session });
  const viewMissed = async () => (await load(viewWorkflowProject, { workflow_project: id })).workflows[0]?.missed;
  const missed = await viewMissed();
  expect(missed).toEqual({ count: 3, until: workflow?.next?.session });
  const to = new Date(missed?.until ?? 0).toISOString();
  await load(skipWorkflowSessions, { workflow: workflow?.id ?? 0, to });
  expect(await viewMissed()).toBeNull();
  expect((await runtime.workflowProjects.workflow(workflow?.id ?? 0)).next).toEqual(workflow?.next);
});
