import { describe, expect, test } from 'vitest';
import type { AttemptTasks } from '../attempt/attempt-tasks.ts';
import { begin, ERROR, run } from '../attempt/run-attempt.test-kit.ts';
import type { TaskOutcome } from '../attempt/task-record.ts';
import { timelineRows, visibleRows } from './attempt-timeline.ts';
import { taskView } from './attempt-view.ts';
import { axisOf, positionOn } from './time-axis.ts';

const rowsOf = (attempt: AttemptTasks, isEnded = attempt.isDone()) =>
  timelineRows(attempt.all().map(taskView), isEnded);
const statuses = (attempt: AttemptTasks) =>
  rowsOf(attempt).map(
    ({ task, depth, status }) => `${'  '.repeat(depth)}${task.name.replace('+w', '') || '.'} ${status}`,
  );
const bars = (attempt: AttemptTasks, name: string) =>
  rowsOf(attempt)
    .find(({ task }) => task.name === `+w${name}`)
    ?.spans.map(({ kind, from, to }) => `${kind} ${from}-${to ?? ''}`);
const failing = (message: string): TaskOutcome => ({ kind: 'retry', untilMs: 20, stateParams: {}, error: { message } });

describe('rows', () => {
  test('are in the order of the tree, and say what never ran', () => {
    const attempt = begin('+g:\n  +a: {echo>: x}\n  +b: {echo>: x}\n+c: {echo>: x}');
    run(attempt, { '+g+a': ERROR });
    expect(statuses(attempt)).toEqual(['. error', '  +g error', '    +g+a error', '    +g+b not_run', '  +c not_run']);
  });

  test('name the task that a blocked one waits for, or that a group around it waits for', () => {
    const attempt = begin('+a: {echo>: x}\n+g:\n  +b: {echo>: x}\n  +c: {echo>: x}');
    expect(rowsOf(attempt).map(({ blockedBy }) => blockedBy)).toEqual([null, null, '+w+a', '+w+a', '+w+g+b']);
  });

  test('mark tasks that succeeded in an earlier attempt, at the time when their group began', () => {
    const attempt = begin('+a: {echo>: x}\n+b: {echo>: x}', new Map([['+w+a', { resets: [], stored: {} }]]));
    expect(statuses(attempt)).toEqual(['. running', '  +a kept', '  +b ready']);
    expect(bars(attempt, '+a')).toEqual(['kept 0-0']);
  });

  test('are hidden below collapsed groups; isFailedOnly shows only failed tasks and their groups', () => {
    const attempt = begin('+g:\n  +a: {echo>: x}\n+c: {echo>: x}');
    run(attempt, { '+g+a': ERROR });
    const names = (collapsed: number[], isFailedOnly = false) =>
      visibleRows(rowsOf(attempt), { collapsed: new Set(collapsed), isFailedOnly }).map(({ task }) => task.id);
    expect([names([]), names([2]), names([1]), names([], true)]).toEqual([[1, 2, 3, 4], [1, 2, 4], [1], [1, 2, 3]]);
  });

  test('of failed tasks are shown with the groups around them, which may still be running', () => {
    const attempt = begin('+g:\n  _parallel: true\n  +a: {echo>: x}\n  +b: {echo>: x}');
    attempt.start(3, 1);
    attempt.start(4, 1);
    attempt.end(3, ERROR, 2);
    expect(statuses(attempt)).toEqual(['. running', '  +g running', '    +g+a error', '    +g+b running']);
    const shown = visibleRows(rowsOf(attempt), { collapsed: new Set(), isFailedOnly: true });
    expect(shown.map(({ task }) => task.id)).toEqual([1, 2, 3]);
  });
});

describe('bars', () => {
  test('show failed tries, the waits between them, and the last try', () => {
    const attempt = begin('+a: {td>: x}');
    run(attempt, { '+a': [failing('one'), failing('two')] });
    expect(bars(attempt, '+a')).toEqual(['error 1-1', 'waiting 1-3', 'error 3-3', 'waiting 3-5', 'success 5-5']);
    expect(bars(attempt, '')).toEqual(['group 0-5']);
  });

  test('grow while a task runs, waits for its job, or waits for its next try', () => {
    const attempt = begin('+a: {td>: x}');
    attempt.start(2, 5);
    expect(bars(attempt, '+a')).toEqual(['running 5-']);
    attempt.end(2, { kind: 'wait', untilMs: 8, stateParams: { job: 7 } }, 6);
    expect([bars(attempt, '+a'), rowsOf(attempt)[1]?.task.job]).toEqual([['running 5-'], 7]);
    attempt.tick(8);
    attempt.start(2, 8);
    attempt.end(2, failing('broken'), 9);
    expect(bars(attempt, '+a')).toEqual(['error 5-9', 'waiting 9-']);
    expect(rowsOf(attempt)[1]).toMatchObject({ status: 'retrying', tries: [{ startedAt: 5, endedAt: 9, job: 7 }] });
  });

  test('of tasks whose group ran again show their earlier runs', () => {
    const attempt = begin('+g:\n  _retry: {limit: 1, interval: 10}\n  +a: {echo>: x}');
    run(attempt, { '+g+a': ERROR });
    expect(rowsOf(attempt)[1]?.tries.map(({ status }) => status)).toEqual(['error', 'success']);
    const again = rowsOf(attempt)[2];
    expect([again?.status, again?.tries.length, again?.spans.map(({ kind }) => kind)]).toEqual([
      'success',
      2,
      ['error', 'waiting', 'success'],
    ]);
  });
});

describe('the axis', () => {
  test.each([
    [90_000, 7, false, 15_000, 105_000],
    [90_000, 7, true, 30_000, 120_000],
    [0, 7, false, 200, 1200],
    [40 * 24 * 3_600_000, 5, false, 9 * 24 * 3_600_000, 45 * 24 * 3_600_000],
  ])('of %i ms in at most %i steps (growing: %s) has steps of %i ms', (until, maxSteps, isGrowing, step, to) => {
    expect(axisOf(0, until, { maxSteps, isGrowing })).toEqual({ from: 0, to, step });
  });

  test('has at most the given number of steps, even if it begins before the attempt', () => {
    const { from, to, step } = axisOf(59_999, 419_999, { maxSteps: 7, isGrowing: false });
    expect({ from, to, step }).toEqual({ from: 0, to: 480_000, step: 120_000 });
  });

  test('has positions in percent, limited to its range', () => {
    const axis = { from: 1000, to: 3000, step: 1000 };
    expect([0, 1000, 2000, 9000].map((time) => positionOn(axis, time))).toEqual([0, 0, 50, 100]);
  });
});
