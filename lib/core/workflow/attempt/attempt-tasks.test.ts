import { describe, expect, test } from 'vitest';
import { MAX_TASKS, VALUES } from '../definition/task.ts';
import type { AttemptTasks } from './attempt-tasks.ts';
import { begin, ERROR, run, SUCCESS } from './run-attempt.test-kit.ts';

const states = (attempt: AttemptTasks) =>
  attempt
    .all()
    .filter(({ isSuperseded }) => !isSuperseded)
    .map(({ fullName, state }) => `${fullName.replace('+w', '') || '.'} ${state}`);

const TOO_MANY = `an attempt can have ${MAX_TASKS} tasks at most`;
const echoes = (count: number) => Array.from({ length: count }, (_, index) => `+t${index}: {echo>: x}`).join('\n');

describe('tasks run', () => {
  test('in order, each after the one before', () => {
    const attempt = begin('+a: {echo>: x}\n+g:\n  +b: {echo>: x}\n  +c: {echo>: x}\n+d: {echo>: x}');
    expect(run(attempt)).toEqual(['+a', '+g+b', '+g+c', '+d']);
    expect(states(attempt)).toEqual([
      '. success',
      '+a success',
      '+g success',
      '+g+b success',
      '+g+c success',
      '+d success',
    ]);
  });

  test('also if the workflow is a single operator', () => {
    const attempt = begin('if>: true\n_do: {echo>: x}\n_retry: 1');
    const subtasks = { kind: 'success', subtasks: { 'echo>': 'x' } } as const;
    expect(run(attempt, { '': [subtasks, subtasks], '^sub': [ERROR, SUCCESS] })).toEqual(['', '^sub', '', '^sub']);
    expect(attempt.root.state).toBe('success');
  });

  test('at once in a parallel group', () => {
    const attempt = begin('_parallel: {limit: 2}\n+a: {echo>: x}\n+b: {echo>: x}\n+c: {echo>: x}');
    expect(attempt.ready().map(({ fullName }) => fullName)).toEqual(['+w+a', '+w+b']);
  });

  test('and add tasks of their own, then those of their check', () => {
    const attempt = begin('+a:\n  if>: true\n  _do: {echo>: x}\n  _check: {echo>: x}\n+b: {echo>: x}');
    expect(run(attempt, { '+a': { kind: 'success', subtasks: { '+x': { 'echo>': 'x' } } } })).toEqual([
      '+a',
      '+a^sub+x',
      '+a^check',
      '+b',
    ]);
  });
});

describe('a failure', () => {
  test('keeps later tasks from running, and ends the groups around its task', () => {
    const attempt = begin('+g:\n  +a: {echo>: x}\n  +b: {echo>: x}\n+c: {echo>: x}');
    expect(run(attempt, { '+g+a': ERROR })).toEqual(['+g+a']);
    expect(states(attempt)).toEqual(['. group_error', '+g group_error', '+g+a error', '+g+b blocked', '+c blocked']);
    expect(attempt.root.error).toEqual({ message: 'broken' });
  });

  test('lets the other tasks of a parallel group end', () => {
    const attempt = begin('_parallel: true\n+a: {echo>: x}\n+b: {echo>: x}');
    expect(run(attempt, { '+a': ERROR })).toEqual(['+a', '+b']);
    expect(states(attempt)).toEqual(['. group_error', '+a error', '+b success']);
  });

  test('runs the tasks of _error, which see the failure, and remains a failure', () => {
    const attempt = begin('+a:\n  echo>: x\n  _error: {echo>: y}\n+b: {echo>: x}\n_error:\n  +mail: {echo>: z}');
    expect(run(attempt, { '+a': ERROR })).toEqual(['+a', '+a^error', '^error+mail']);
    const added = attempt.all().filter(({ fullName }) => fullName.endsWith('^error'));
    expect(added.map(({ config }) => config[VALUES])).toEqual([
      { error: { message: 'broken' } },
      { error: { message: 'broken' } },
    ]);
    expect(attempt.root.state).toBe('group_error');
  });

  test('of a check fails its task', () => {
    const attempt = begin('+a:\n  echo>: x\n  _check: {echo>: y}');
    expect(run(attempt, { '+a^check': ERROR })).toEqual(['+a', '+a^check']);
    expect(states(attempt)).toEqual(['. group_error', '+a group_error', '+a^check error']);
  });

  test('of a group with _retry repeats the whole group, added tasks included', () => {
    const attempt = begin('+g:\n  _retry: 2\n  +a: {if>: true, _do: {echo>: x}}\n  +b: {echo>: x}\n+c: {echo>: x}');
    const subtasks = { kind: 'success', subtasks: { 'echo>': 'x' } } as const;
    expect(run(attempt, { '+g+a': [subtasks, subtasks], '+g+b': [ERROR, SUCCESS] })).toEqual([
      ...['+g+a', '+g+a^sub', '+g+b'],
      ...['+g+a', '+g+a^sub', '+g+b'],
      '+c',
    ]);
    expect(attempt.root.state).toBe('success');
  });

  test('is retried only while the attempt has room for the tasks', () => {
    const tasks = Array.from({ length: 10 }, (_, index) => `\n  +t${index}: {echo>: x}`).join('');
    const attempt = begin(`+g:\n  _retry: 1000${tasks}`);
    run(attempt, { '+g+t9': Array.from({ length: 1000 }, () => ERROR) });
    expect(attempt.root.state).toBe('group_error');
    expect(attempt.all().length).toBeGreaterThan(MAX_TASKS - 10);
    expect(attempt.all().length).toBeLessThanOrEqual(MAX_TASKS);
    expect(attempt.get(2).error).toEqual({ message: `broken (not run again: ${TOO_MANY})` });
  });

  test('runs the tasks of _error even in a full attempt, as a missed sla runs its tasks', () => {
    const attempt = begin(`_error: {echo>: x}\n+g: {echo>: x}\n${echoes(MAX_TASKS - 2)}`);
    expect(attempt.all()).toHaveLength(MAX_TASKS);
    attempt.violateSla({ tasks: { '+late': { 'echo>': 'x' } }, failsAttempt: false }, 1);
    const runs = run(attempt, { '+g': ERROR });
    expect(runs).toEqual(['+g', '^sla+late', '^error']);
  });

  test('of an operator that adds tasks that are too large runs those of _error, as a missed sla runs its tasks', () => {
    const attempt = begin('_error: {echo>: x}\n+a: {if>: true}');
    attempt.start(2, 1);
    attempt.end(2, { kind: 'success', subtasks: { 'echo>': 'x'.repeat(30_000_000) } }, 1);
    expect(attempt.get(2).error).toEqual({
      message: 'the tasks that are added to an attempt can have 30000000 characters at most',
    });
    attempt.violateSla({ tasks: { '+late': { 'echo>': 'x' } }, failsAttempt: false }, 2);
    expect(run(attempt)).toEqual(['^error', '^sla+late']);
  });

  test('of an operator that adds tasks that are too large leaves room for the tasks of other operators', () => {
    const attempt = begin('_parallel: true\n+a: {if>: true}\n+b: {if>: true}');
    const tooLarge = { kind: 'success', subtasks: { 'echo>': 'x'.repeat(30_000_000) } } as const;
    const small = { kind: 'success', subtasks: { 'echo>': 'x' } } as const;
    expect(run(attempt, { '+a': tooLarge, '+b': small })).toEqual(['+a', '+b', '+b^sub']);
  });

  test('ends an attempt with too many tasks before any of them runs', () => {
    const attempt = begin(`_error: {echo>: x}\n${echoes(MAX_TASKS)}`);
    expect(run(attempt)).toEqual(['^error']);
    expect(attempt.root).toMatchObject({ state: 'error', error: { message: `${MAX_TASKS + 1} tasks: ${TOO_MANY}` } });
  });

  test('of a group in _error runs that group again', () => {
    const attempt = begin('+a: {echo>: x}\n_error:\n  _retry: 1\n  +mail: {echo>: x}');
    expect(run(attempt, { '+a': ERROR, '^error+mail': [ERROR, SUCCESS] })).toEqual([
      '+a',
      '^error+mail',
      '^error+mail',
    ]);
  });

  test('is retried after intervals that grow up to a limit', () => {
    const attempt = begin(
      '+g:\n  _retry: {limit: 3, interval: 10, interval_type: exponential, max_interval: 25}\n  +a: {echo>: x}',
    );
    const times: (number | undefined)[] = [];
    for (let now = 0; !attempt.isDone(); ) {
      const [task] = attempt.ready();
      if (task) {
        attempt.start(task.id, now);
        attempt.end(task.id, ERROR, now);
      } else {
        const next = attempt.nextTime() ?? now;
        times.push(next - now);
        now = next;
        attempt.tick(now);
      }
    }
    expect(times).toEqual([10_000, 20_000, 25_000]);
  });
});

describe('a missed sla', () => {
  const LATE = { tasks: { '+late': { 'echo>': 'x' } }, failsAttempt: false };

  test('runs its tasks while the workflow waits to run again', () => {
    const attempt = begin('_retry: {limit: 1, interval: 10}\n+a: {echo>: x}');
    attempt.start(2, 1);
    attempt.end(2, ERROR, 2);
    attempt.violateSla(LATE, 5);
    expect(run(attempt)).toEqual(['^sla+late', '+a']);
    expect(attempt.root.state).toBe('success');
  });

  test('with fail lets the tasks that failed run again, but the attempt remains a failure', () => {
    const attempt = begin('_retry: 5\n+a: {echo>: x}');
    attempt.violateSla({ ...LATE, failsAttempt: true }, 1);
    expect(run(attempt, { '+a': [ERROR, ERROR], '^sla^fail': ERROR })).toEqual([
      ...['+a', '^sla+late', '^sla^fail'],
      ...['+a', '+a'],
    ]);
    expect(attempt.root).toMatchObject({ state: 'group_error', error: { message: 'broken' } });
  });

  test('with fail does not let a workflow run again whose other tasks succeeded', () => {
    const attempt = begin('_retry: 5\n+a: {echo>: x}\n+b: {echo>: x}');
    attempt.violateSla({ tasks: {}, failsAttempt: true }, 1);
    expect(run(attempt, { '^sla^fail': ERROR })).toEqual(['+a', '+b', '^sla^fail']);
    expect(attempt.root.state).toBe('group_error');
  });

  test.each([
    ['succeeds', SUCCESS, 'group_error'],
    ['fails', ERROR, 'error'],
  ])('with fail runs its tasks beside an operator at the top, and is a failure if that %s', (_, outcome, state) => {
    const attempt = begin('echo>: x');
    attempt.start(1, 1);
    attempt.violateSla({ ...LATE, failsAttempt: true }, 2);
    expect(attempt.ready().map(({ fullName }) => fullName)).toEqual(['+w^sla+late', '+w^sla^fail']);
    attempt.end(1, outcome, 3);
    expect(run(attempt, { '^sla^fail': ERROR })).toEqual(['^sla+late', '^sla^fail']);
    expect(attempt.root.state).toBe(state);
  });
});

test('a waiting task runs again with what its operator keeps, and no retry is counted', () => {
  const attempt = begin('+a: {wait>: 1s}');
  attempt.start(2, 5);
  attempt.end(2, { kind: 'wait', untilMs: 1000, stateParams: { job: 7 } }, 6);
  expect([attempt.nextTime(), attempt.ready()]).toEqual([1000, []]);
  attempt.tick(1000);
  expect(attempt.ready()).toMatchObject([{ id: 2, stateParams: { job: 7 }, retries: 0, startedAt: 5 }]);
});

test('a cancellation ends ready tasks at once, and running tasks when their operators end', () => {
  const attempt = begin('_parallel: true\n+a: {echo>: x}\n+b: {echo>: x}\n+c:\n  +d: {echo>: x}\n  +e: {echo>: x}');
  attempt.start(2, 1);
  attempt.cancel(2);
  expect(states(attempt)).toEqual([
    '. planned',
    '+a running',
    '+b canceled',
    '+c canceled',
    '+c+d canceled',
    '+c+e blocked',
  ]);
  attempt.end(2, ERROR, 3, { isCanceled: true });
  expect([attempt.get(2).state, attempt.root.state]).toEqual(['canceled', 'canceled']);
});

test('a task that succeeds despite a cancellation does not run again later, unless it would add tasks', () => {
  const attempt = begin(
    '_parallel: true\n+a: {echo>: x}\n+b: {if>: true, _do: {echo>: x}}\n+c: {echo>: x, _check: {echo>: x}}',
  );
  for (const id of [2, 3, 4]) attempt.start(id, 1);
  attempt.cancel(2);
  attempt.end(2, SUCCESS, 3, { isCanceled: true });
  attempt.end(3, { kind: 'success', subtasks: { 'echo>': 'x' } }, 3, { isCanceled: true });
  attempt.end(4, SUCCESS, 3, { isCanceled: true });
  expect(states(attempt)).toEqual(['. canceled', '+a success', '+b canceled', '+c canceled']);
});

test('a cancellation waits for the tasks of an sla that run beside an operator at the top', () => {
  const attempt = begin('echo>: x');
  attempt.start(1, 1);
  attempt.violateSla({ tasks: { '+late': { 'echo>': 'x' } }, failsAttempt: false }, 2);
  attempt.start(3, 2);
  attempt.cancel(3);
  attempt.end(1, { kind: 'wait', untilMs: 9, stateParams: {} }, 4, { isCanceled: true });
  expect(attempt.isDone()).toBe(false);
  attempt.end(3, SUCCESS, 5, { isCanceled: true });
  expect(attempt.root.state).toBe('canceled');
});

test('a cancellation ends a group that waits to be repeated', () => {
  const attempt = begin('+g:\n  _retry: {limit: 1, interval: 10}\n  +a: {echo>: x}\n+b: {echo>: x}');
  attempt.start(3, 1);
  attempt.end(3, ERROR, 2);
  attempt.cancel(3);
  expect([attempt.root.state, attempt.nextTime()]).toEqual(['canceled', undefined]);
});

test('tasks that succeeded in an earlier attempt do not run again, and keep their parameters', () => {
  const earlierResults = new Map([['+w+a', { resets: [], stored: { rows: 7 } }]]);
  const attempt = begin('+a: {echo>: x}\n+b: {echo>: x}', earlierResults);
  expect(run(attempt)).toEqual(['+b']);
  expect(attempt.get(2)).toMatchObject({ state: 'success', stored: { rows: 7 } });
});

test('only changed tasks have to be stored', () => {
  const attempt = begin('+a: {echo>: x}\n+b: {echo>: x}');
  expect(attempt.takeChanges()).toHaveLength(3);
  attempt.start(2, 1);
  expect(attempt.takeChanges().map(({ id }) => id)).toEqual([2]);
  attempt.end(2, SUCCESS, 2);
  expect(attempt.takeChanges().map(({ id }) => id)).toEqual([2, 3]);
});
