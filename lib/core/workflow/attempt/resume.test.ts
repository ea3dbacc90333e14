import { describe, expect, test } from 'vitest';
import type { UserError } from '../../errors.ts';
import { succeededBefore, succeededTasks } from './resume.ts';
import { begin, ERROR, run, SUCCESS } from './run-attempt.test-kit.ts';
import type { TaskOutcome, TaskRecord } from './task-record.ts';

type Outcomes = Readonly<Record<string, TaskOutcome | readonly TaskOutcome[]>>;

function recordsOf(text: string, outcomes: Outcomes = {}): readonly TaskRecord[] {
  const attempt = begin(text);
  run(attempt, outcomes);
  return attempt.all();
}

const subtasks = (name: string): TaskOutcome => ({ kind: 'success', subtasks: { [name]: { 'echo>': 'x' } } });
const names = (succeeded: object) => Object.keys(succeeded).map((name) => name.replace('+w', ''));

function errorOf(action: () => unknown): Pick<UserError, 'code' | 'params'> | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    const { code, params } = error as UserError;
    return { code, params };
  }
}

describe('succeededTasks', () => {
  test.each<[string, string, Outcomes, readonly string[]]>([
    ['tasks, not groups', '+g:\n  +a: {echo>: x}\n+b: {echo>: x}', { '+b': ERROR }, ['+g+a']],
    ['tasks in a group that failed', '+g:\n  +a: {echo>: x}\n  +b: {echo>: x}', { '+g+b': ERROR }, ['+g+a']],
    ['tasks parallel to one that failed', '_parallel: true\n+a: {echo>: x}\n+b: {echo>: x}', { '+a': ERROR }, ['+b']],
    [
      'tasks of the last run of a group with _retry',
      '+g:\n  _retry: 1\n  +a: {echo>: x}\n  +b: {echo>: x}\n  +c: {echo>: x}',
      { '+g+b': [ERROR, SUCCESS], '+g+c': ERROR },
      ['+g+a', '+g+b'],
    ],
    [
      'tasks that a task added, if that task failed',
      '+a: {if>: true, _do: {echo>: x}, _check: {echo>: x}}',
      { '+a': subtasks('+x'), '+a^check': ERROR },
      ['+a^sub+x'],
    ],
    [
      'not the tasks that a task added, if that task succeeded',
      '+a: {echo>: x}\n+b: {echo>: x}',
      { '+a': subtasks('+x'), '+b': ERROR },
      ['+a'],
    ],
    ['no tasks of _error', '+a: {echo>: x, _error: {echo>: x}}\n_error: {+m: {echo>: x}}', { '+a': ERROR }, []],
  ])('returns %s', (_, text, outcomes, expected) => {
    expect(names(succeededTasks(recordsOf(text, outcomes)))).toEqual(expected);
  });

  test('keeps what a task stored, and what its added tasks stored', () => {
    const records = recordsOf('+a: {if>: true, _do: {echo>: x}}\n+b: {echo>: x}', {
      '+a': { kind: 'success', stored: { a: { one: 1, two: 2 } }, resets: ['old'], subtasks: { 'echo>': 'x' } },
      '+a^sub': { kind: 'success', stored: { a: { three: 3 } }, resets: ['a.one'] },
      '+b': ERROR,
    });
    expect(succeededTasks(records)).toEqual({
      '+w+a': { resets: ['old', 'a.one'], stored: { a: { two: 2, three: 3 } } },
    });
  });

  test('refuses an attempt in which nothing failed', () => {
    expect(errorOf(() => succeededTasks(recordsOf('+a: {echo>: x}')))?.code).toBe('workflow_resume_all_succeeded');
  });
});

describe('succeededBefore', () => {
  const TREE = '+a: {echo>: x}\n+g:\n  +b: {echo>: x}\n  +c: {echo>: x}\n  +d: {echo>: x}\n+e: {echo>: x}';
  const PARALLEL =
    '+a: {echo>: x}\n+p:\n  _parallel: true\n  +b: {echo>: x}\n  +c: {echo>: x, _after: [+b]}\n  +d: {echo>: x}';
  const CHUNKS =
    '_parallel: {limit: 2}\n+a: {echo>: x}\n+b: {echo>: x}\n+c: {echo>: x}\n+d: {echo>: x}\n+e: {echo>: x}';

  test.each<[string, string, string, Outcomes, readonly string[]]>([
    ['in a group', '+c', TREE, { '+g+d': ERROR }, ['+a', '+g+b']],
    ['that failed', '+d', TREE, { '+g+d': ERROR }, ['+a', '+g+b', '+g+c']],
    ['that failed and is the first of its group', '+b', TREE, { '+g+b': ERROR }, ['+a']],
    ['that is a group', '+g', TREE, { '+g+d': ERROR }, ['+a']],
    ['named by its end', 'e', TREE, {}, ['+a', '+g+b', '+g+c', '+g+d']],
    ['named with its group', '+g+b', TREE, {}, ['+a']],
    ['named in full', '+w+g+b', TREE, {}, ['+a']],
    [
      'in a parallel group, without siblings that it did not wait for',
      '+c',
      PARALLEL,
      { '+p+d': ERROR },
      ['+a', '+p+b'],
    ],
    ['in the last of several chunks', '+e', CHUNKS, {}, ['+a', '+b', '+c', '+d']],
    ['that is the whole workflow', '+w', TREE, {}, []],
    [
      'that another task added',
      '+y',
      '+a: {echo>: x}\n+b: {echo>: x}',
      { '+b': { kind: 'success', subtasks: { '+x': { 'echo>': 'x' }, '+y': { 'echo>': 'x' } } } },
      ['+a', '+b^sub+x'],
    ],
    [
      'after a group that was run again',
      '+z',
      '+g:\n  _retry: 1\n  +a: {echo>: x}\n  +b: {echo>: x}\n+z: {echo>: x}',
      { '+g+b': [ERROR, SUCCESS], '+z': ERROR },
      ['+g+a', '+g+b'],
    ],
  ])('returns what succeeded before a task %s: %s', (_, from, text, outcomes, expected) => {
    expect(names(succeededBefore(recordsOf(text, outcomes), from))).toEqual(expected);
  });

  test('prefers an exact name to longer names that end with it', () => {
    const records = recordsOf('+a: {echo>: x}\n+g:\n  +w:\n    +a: {echo>: x}');
    expect(names(succeededBefore(records, '+w+a'))).toEqual([]);
  });

  test.each([
    ['+nothing', 'workflow_resume_task_unknown', { name: '+nothing' }],
    ['', 'workflow_resume_task_unknown', { name: '' }],
    ['^error', 'workflow_resume_task_unknown', { name: '^error' }],
    ['+a', 'workflow_resume_task_ambiguous', { name: '+a', candidates: '+w+a, +w+g+a' }],
    ['+c', 'workflow_resume_task_not_done', { name: '+w+g+b', from: '+w+c' }],
    ['+d', 'workflow_resume_task_not_done', { name: '+w+g+b', from: '+w+d' }],
  ])('%j is refused: %s', (from, code, params) => {
    const text =
      '+a: {echo>: x}\n+g:\n  +a: {echo>: x}\n  +b: {echo>: x}\n+c: {echo>: x}\n+d: {echo>: x}\n_error: {echo>: x}';
    const records = recordsOf(text, { '+g+b': ERROR });
    expect(errorOf(() => succeededBefore(records, from))).toEqual({ code, params });
  });
});

test('handles hundreds of tasks in chunks of a parallel group', () => {
  const tasks = Array.from({ length: 300 }, (_, index) => `+t${index}: {echo>: x}`).join('\n');
  const records = recordsOf(`_parallel: {limit: 10}\n${tasks}`, { '+t299': ERROR });
  expect(names(succeededBefore(records, '+t299'))).toHaveLength(290);
});
