import { expect, test } from 'vitest';
import { pushProject } from '../lib/operations/workflow/push-project.ts';
import { begin, logOf, PROJECT, run, runText, SESSION, startWithDatabase, tasksOf } from './kit/workflows.ts';

/** What times mean to an attempt: its sla, and the sessions of its schedule. */

test('an sla runs its tasks once its time is over, while the workflow continues', async () => {
  const product = await startWithDatabase();
  const attempt = await runText(
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
  const attempt = await runText(
    product,
    'sla:\n  duration: 00:01:00\n  fail: true\n+work: {wait>: 2m}\n+end: {echo>: done}\n',
  );
  expect([attempt.state, await logOf(product, attempt)]).toEqual(['error', ['SLA violation', 'SLA violation', 'done']]);
});

test('an attempt that is on time runs no sla tasks', async () => {
  const product = await startWithDatabase();
  const attempt = await runText(product, 'sla:\n  duration: 00:01:00\n  +late: {echo>: late}\n+work: {wait>: 10s}\n');
  expect([attempt.state, await logOf(product, attempt), Object.keys(await tasksOf(product, attempt))]).toEqual([
    'success',
    [],
    ['+daily', '+work'],
  ]);
});

test('a wait ends when its duration is over, without a poll interval, with an empty one or with one of 0', async () => {
  const product = await startWithDatabase();
  const attempt = await runText(
    product,
    '+a: {wait>: 5m}\n+b:\n  wait>: 5m\n  poll_interval: 0s\n+c:\n  wait>: 5m\n  poll_interval:\n+d: {echo>: done}\n',
  );
  expect([attempt.state, await logOf(product, attempt)]).toEqual(['success', ['done']]);
});

test('a workflow with a schedule knows the sessions around its own', async () => {
  const product = await startWithDatabase();
  const text =
    'schedule:\n  daily>: 07:00:00\n' +
    '+a: {echo>: "${last_session_date} ${next_session_time} ${last_executed_session_time}"}\n';
  const first = await runText(product, text);
  expect(await logOf(product, first)).toEqual(['2026-11-25 2026-11-27T00:00:00+00:00 ']);
  const later = await runText(product, text, { session: SESSION + 2 * 24 * 60 * 60 * 1000 });
  expect(await logOf(product, later)).toEqual(['2026-11-27 2026-11-29T00:00:00+00:00 2026-11-26T00:00:00+00:00']);
});

test('a workflow stored with an impossible end date knows the sessions around its own', async () => {
  const product = await startWithDatabase();
  const text =
    'schedule:\n  daily>: 00:00:00\n  end: 2026-11-31\n+a: {echo>: "${last_session_date} ${next_session_time}"}\n';
  const attempt = await runText(product, text);
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
  const attempt = await begin(product, { session: SESSION - 60 * 60 * 1000 });
  await pushIn('UTC');
  await run(product, attempt);
  expect(await logOf(product, attempt)).toEqual(['2026-11-26']);
});
