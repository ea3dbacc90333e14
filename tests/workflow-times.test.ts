import { expect, test } from 'vitest';
import { skipSessions } from '../lib/operations/workflow/change-schedule.ts';
import { planDueSessions } from '../lib/operations/workflow/plan-sessions.ts';
import { pushProject } from '../lib/operations/workflow/push-project.ts';
import { SYSTEM_PLATFORM } from '../lib/runtime/platform.ts';
import { openRuntime } from '../lib/runtime/runtime.ts';
import { sweepsOf } from '../lib/runtime/sweeps.ts';
import { clockAt } from './kit/schedules.ts';
import {
  logOf,
  PROJECT,
  pushAndRun,
  queueAttempt,
  runAttempt,
  SESSION,
  startWithDatabase,
  tasksOf,
} from './kit/workflows.ts';

/** What times mean to an attempt: its sla, and the sessions of its schedule. */

test('an sla runs its tasks once its time is over, while the workflow continues', async () => {
  const product = await startWithDatabase();
  const attempt = await pushAndRun(
    product,
    'sla:\n  duration: 00:01:00\n  +late: {echo>: "late ${session_date}"}\n+work: {wait>: 2m}\n+end: {echo>: done}\n',
  );
  expect([attempt.state, await logOf(product, attempt)]).toEqual([
    'success',
    ['SLA violation', 'late 2026-11-26', 'done'],
  ]);
});

test('an sla with fail lets the attempt run its tasks, and then ends it in error', async () => {
  const product = await startWithDatabase();
  const attempt = await pushAndRun(
    product,
    'sla:\n  duration: 00:01:00\n  fail: true\n+work: {wait>: 2m}\n+end: {echo>: done}\n',
  );
  expect([attempt.state, await logOf(product, attempt)]).toEqual(['error', ['SLA violation', 'SLA violation', 'done']]);
});

test('an sla with fail fails an attempt whose workflow has succeeded, and does not run it again', async () => {
  const product = await startWithDatabase();
  const attempt = await pushAndRun(
    product,
    '_retry: 3\nsla:\n  duration: 00:01:00\n  fail: true\n+work: {wait>: 2m}\n+end: {echo>: done}\n',
  );
  expect([attempt.state, await logOf(product, attempt)]).toEqual(['error', ['SLA violation', 'SLA violation', 'done']]);
});

test('a workflow that is a single operator runs it, with the tasks of its sla beside it', async () => {
  const product = await startWithDatabase();
  const attempt = await pushAndRun(
    product,
    'sla:\n  duration: 00:01:00\n  +late: {echo>: late}\nwait>: 2m\n_check: {echo>: done}\n',
  );
  expect([attempt.state, await logOf(product, attempt)]).toEqual(['success', ['SLA violation', 'late', 'done']]);
});

test('an attempt that is on time runs no sla tasks', async () => {
  const product = await startWithDatabase();
  const attempt = await pushAndRun(
    product,
    'sla:\n  duration: 00:01:00\n  +late: {echo>: late}\n+work: {wait>: 10s}\n',
  );
  expect([attempt.state, await logOf(product, attempt), Object.keys(await tasksOf(product, attempt))]).toEqual([
    'success',
    [],
    ['+daily', '+work'],
  ]);
});

test('a wait ends when its duration is over, without a poll interval, with an empty one or with one of 0', async () => {
  const product = await startWithDatabase();
  const attempt = await pushAndRun(
    product,
    '+a: {wait>: 5m}\n+b:\n  wait>: 5m\n  poll_interval: 0s\n+c:\n  wait>: 5m\n  poll_interval:\n+d: {echo>: done}\n',
  );
  expect([attempt.state, await logOf(product, attempt)]).toEqual(['success', ['done']]);
});

test('an attempt of a workflow with a schedule knows the sessions around its own', async () => {
  const product = await startWithDatabase();
  const text =
    'schedule:\n  daily>: 07:00:00\n' +
    '+a: {echo>: "${last_session_date} ${next_session_time} ${last_executed_session_time}"}\n';
  const first = await pushAndRun(product, text);
  expect(await logOf(product, first)).toEqual(['2026-11-25 2026-11-27T00:00:00+00:00 ']);
  const later = await pushAndRun(product, text, { session: SESSION + 2 * 24 * 60 * 60 * 1000 });
  expect(await logOf(product, later)).toEqual(['2026-11-27 2026-11-29T00:00:00+00:00 2026-11-26T00:00:00+00:00']);
});

test('an attempt of a workflow stored with an impossible end date knows the sessions around its own', async () => {
  const product = await startWithDatabase();
  const text =
    'schedule:\n  daily>: 00:00:00\n  end: 2026-11-31\n+a: {echo>: "${last_session_date} ${next_session_time}"}\n';
  const attempt = await pushAndRun(product, text);
  expect(await logOf(product, attempt)).toEqual(['2026-11-25 2026-11-27T00:00:00+00:00']);
});

test('an attempt runs in the time zone of its revision, even if a newer revision has another', async () => {
  const product = await startWithDatabase();
  const pushIn = (zone: string) =>
    pushProject(product.runtime, PROJECT, {
      paths: ['daily.dig'],
      read: () => `timezone: ${zone}\n+a: {echo>: "\${session_date}"}\n`,
    });
  await pushIn('Asia/Tokyo');
  const attempt = await queueAttempt(product, { session: SESSION - 60 * 60 * 1000 });
  await pushIn('UTC');
  await runAttempt(product, attempt);
  expect(await logOf(product, attempt)).toEqual(['2026-11-26']);
});

const DAY_MS = 24 * 60 * 60 * 1000;

/** A daily workflow, whose schedule may have more options, and a clock that the test sets. */
async function startScheduled(options = '') {
  const product = await startWithDatabase();
  const clock = clockAt(SESSION + DAY_MS / 2);
  const runtime = await openRuntime(product.runtime.env, 'test', { ...SYSTEM_PLATFORM, clock });
  const text = `schedule:\n  daily>: 00:00:00\n${options}+a: {echo>: x}\n`;
  const files = { paths: ['daily.dig'], read: () => text };
  const push = () => pushProject(runtime, PROJECT, files);
  await push();
  const next = async () => dayOf((await runtime.workflowProjects.workflow(1)).next?.session);
  return {
    runtime,
    clock,
    push,
    next,
    /** Sets the clock, and plans sessions once in each of so many seconds, as the worker does. */
    async planAt(time: number, seconds = 1) {
      for (clock.time = time; clock.time < time + seconds * 1000; clock.time += 1000) await planDueSessions(runtime);
    },
    async sweep() {
      for (const { name, run: runSweep } of sweepsOf(runtime)) if (name === 'schedules') await runSweep();
    },
    sessions: async () =>
      (await runtime.workflowAttempts.list({ limit: 100 })).map(({ session }) => dayOf(session.time)).toSorted(),
  };
}

function dayOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString().slice(0, 10);
}

test.each([
  ['sessions that were delayed are skipped', '  skip_delayed_by: 1h\n', []],
  ['all sessions run', '', ['2026-11-27', '2026-11-28']],
  ['the schedule ends within that year', '  skip_delayed_by: 1h\n  end: 2027-03-01\n', []],
])(
  'after a clock was a year ahead, the next session is that of the right time, if %s',
  async (_, options, sessionsWhileAhead) => {
    const { planAt, sweep, sessions, next } = await startScheduled(options);
    await planAt(SESSION + 365.5 * DAY_MS, 2);
    expect(await sessions()).toEqual(sessionsWhileAhead);
    await planAt(SESSION + DAY_MS / 2);
    await sweep();
    expect(await next()).toBe('2026-11-27');
    for (const days of [1, 2, 3]) await planAt(SESSION + days * DAY_MS);
    expect(await sessions()).toEqual(['2026-11-27', '2026-11-28', '2026-11-29']);
  },
);

test('after the clock was ahead, a push of the same schedule or a skip begins with the valid next session', async () => {
  const { planAt, runtime, push, next } = await startScheduled('  skip_delayed_by: 1h\n');
  await planAt(SESSION + 365.5 * DAY_MS);
  await planAt(SESSION + DAY_MS / 2);
  await push();
  expect(await next()).toBe('2026-11-27');
  await planAt(SESSION + 365.5 * DAY_MS);
  await planAt(SESSION + DAY_MS / 2);
  await skipSessions(runtime, 1, { count: 1 });
  expect(await next()).toBe('2026-11-28');
});

test('a sweep keeps skipped sessions skipped, and overdue ones due', async () => {
  const { planAt, sweep, sessions, runtime, next, clock } = await startScheduled();
  await skipSessions(runtime, 1, { count: 30 });
  clock.time -= 59_000; // another machine may be a little behind
  await sweep();
  expect(await next()).toBe('2026-12-27');
  await planAt(SESSION + 365.5 * DAY_MS);
  await planAt(SESSION + 35 * DAY_MS, 0);
  await sweep();
  await planAt(SESSION + 35 * DAY_MS, 9);
  expect(await sessions()).toEqual(['2026-12-27', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31']);
});
