import { describe, expect, test } from 'vitest';
import { AttemptTasks } from '../attempt/attempt-tasks.ts';
import type { TaskOutcome } from '../attempt/task-record.ts';
import type { ConfigMap } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';
import { compileTasks } from '../definition/compile-tasks.ts';
import { Findings } from '../findings.ts';
import { localConfig, paramsOf } from './task-params.ts';

type Outcomes = Readonly<Record<string, Partial<TaskOutcome & { kind: 'success' }> | 'error'>>;

/** The parameters that each task saw when it ran. Tasks end as given, or succeed. */
function seen(
  text: string,
  outcomes: Outcomes = {},
  attemptParams: ConfigMap = {},
): Readonly<Record<string, ConfigMap>> {
  const { root } = readConfig(text, 'w.dig');
  if (!root) throw new Error(text);
  const definitions = compileTasks({ parentName: '', name: '+w', node: root, at: root.at }, new Findings());
  const attempt = AttemptTasks.begin(definitions, 0);
  const params: Record<string, ConfigMap> = {};
  while (!attempt.isDone()) {
    // All ready tasks start before any of them ends.
    const ready = attempt.ready();
    for (const { id, fullName } of ready) {
      params[fullName.replace('+w', '')] = paramsOf(attempt.all(), id, attemptParams);
      attempt.start(id, 0);
    }
    for (const { id, fullName } of ready) {
      const outcome = outcomes[fullName.replace('+w', '')];
      const ended: TaskOutcome =
        outcome === 'error' ? { kind: 'error', error: { message: 'broken' } } : { kind: 'success', ...outcome };
      attempt.end(id, ended, 0);
    }
  }
  return params;
}

const stores = (stored: ConfigMap, resets: readonly string[] = []) => ({ stored, resets });

const CASES: readonly (readonly [string, string, Outcomes, Readonly<Record<string, ConfigMap>>])[] = [
  [
    'exports reach the task itself and all tasks below it, and no others',
    '_export: {a: 1}\n+g:\n  _export: {b: 2}\n  +t: {echo>: x, _export: {c: 3}}\n+u: {echo>: x}',
    {},
    { '+g+t': { a: 1, b: 2, c: 3 }, '+u': { a: 1 } },
  ],
  [
    'exports are merged deeply; lists and scalars are replaced',
    '_export: {m: {a: 1, b: [1]}, s: {a: 1}}\n+t: {echo>: x, _export: {m: {b: [2], c: 3}, s: 1}}',
    {},
    { '+t': { m: { a: 1, b: [2], c: 3 }, s: 1 } },
  ],
  [
    'stored parameters reach all later tasks, also outside the group',
    '+g:\n  +t: {echo>: x}\n  +u: {echo>: x}\n+v:\n  +w: {echo>: x}',
    { '+g+t': stores({ a: 1 }) },
    { '+g+t': {}, '+g+u': { a: 1 }, '+v+w': { a: 1 } },
  ],
  [
    'of stored and exported values, the one later in the tree counts',
    '_export: {a: root}\n+t: {echo>: x}\n+u: {echo>: x}\n+g:\n  _export: {a: group}\n  +v: {echo>: x}\n  +w: {echo>: x, _export: {a: own}}\n+z: {echo>: x}',
    { '+t': stores({ a: 't' }), '+g+v': stores({ a: 'v' }) },
    { '+t': { a: 'root' }, '+u': { a: 't' }, '+g+v': { a: 'group' }, '+g+w': { a: 'own' }, '+z': { a: 'v' } },
  ],
  [
    'resets remove what was stored or exported before, then new values are merged',
    '_export: {td: {last: {a: 1, b: 2}, x: 1}}\n+t: {echo>: x}\n+u: {echo>: x}\n+v: {echo>: x}',
    { '+t': stores({ td: { last: { c: 3 } } }, ['td.last', 'no.such.key', 'td.x.deeper']), '+u': stores({}, ['td']) },
    { '+t': { td: { last: { a: 1, b: 2 }, x: 1 } }, '+u': { td: { x: 1, last: { c: 3 } } }, '+v': {} },
  ],
  [
    'parallel tasks do not see what the others store; later tasks see what all of them store, in the order of the file',
    '+g:\n  _parallel: true\n  +t: {echo>: x}\n  +u:\n    +v: {echo>: x}\n    +w: {echo>: x}\n+z: {echo>: x}',
    { '+g+t': stores({ a: 1, b: 1 }), '+g+u+v': stores({ b: 2 }) },
    { '+g+t': {}, '+g+u+v': {}, '+g+u+w': { b: 2 }, '+z': { a: 1, b: 2 } },
  ],
  [
    'chunks of a parallel group see what the chunks before them stored',
    '_parallel: {limit: 2}\n+a: {echo>: x}\n+b: {echo>: x}\n+c: {echo>: x}',
    { '+a': stores({ a: 1 }), '+b': stores({ b: 1 }) },
    { '+a': {}, '+b': {}, '+c': { a: 1, b: 1 } },
  ],
  [
    'with _after, a task sees what the tasks that it waits for stored and saw',
    '_parallel: true\n+a: {echo>: x}\n+b: {echo>: x, _after: [+a]}\n+c: {echo>: x, _after: [+b]}\n+d: {echo>: x}',
    { '+a': stores({ a: 1 }), '+b': stores({ b: 1 }), '+d': stores({ d: 1 }) },
    { '+a': {}, '+b': { a: 1 }, '+c': { a: 1, b: 1 }, '+d': {} },
  ],
  [
    'what a task stores reaches the tasks that it adds, and its check',
    '+t:\n  if>: true\n  _do: {echo>: x}\n  _check: {echo>: x}\n+u: {echo>: x}',
    { '+t': { ...stores({ a: 1 }), subtasks: { 'echo>': 'x', _export: { i: 0 } } }, '+t^sub': stores({ b: 1 }) },
    { '+t': {}, '+t^sub': { a: 1, i: 0 }, '+t^check': { a: 1, b: 1 }, '+u': { a: 1, b: 1 } },
  ],
  [
    'the tasks of _error see the error, and what the tasks of the group stored',
    '+g:\n  +t: {echo>: x}\n  +u: {echo>: x, _error: {echo>: x}}\n  _error:\n    +mail: {echo>: x}\n_error: {echo>: x}',
    { '+g+t': stores({ a: 1 }), '+g+u': 'error' },
    {
      '+g+t': {},
      '+g+u': { a: 1 },
      '+g+u^error': { a: 1, error: { message: 'broken' } },
      '+g^error+mail': { a: 1, error: { message: 'broken' } },
      '^error': { a: 1, error: { message: 'broken' } },
    },
  ],
];

describe('parameters', () => {
  test.each(CASES)('%s', (_, text, outcomes, params) => expect(seen(text, outcomes)).toEqual(params));

  test('of the attempt can be replaced by exports', () => {
    const text = '_export: {a: exported}\n+t: {echo>: x}';
    expect(seen(text, {}, { a: 'given', b: 'given' })).toEqual({ '+t': { a: 'exported', b: 'given' } });
  });

  test('of a run that a retry of its group replaced are gone', () => {
    const text = '+g:\n  _retry: 1\n  +t: {echo>: x}\n  +u: {echo>: x}';
    const { root } = readConfig(text, 'w.dig');
    if (!root) throw new Error(text);
    const attempt = AttemptTasks.begin(
      compileTasks({ parentName: '', name: '+w', node: root, at: root.at }, new Findings()),
      0,
    );
    const end = (outcome: TaskOutcome) => {
      attempt.tick(9);
      const [task] = attempt.ready();
      attempt.start(task!.id, 0);
      const params = paramsOf(attempt.all(), task!.id, {});
      attempt.end(task!.id, outcome, 0);
      return params;
    };
    end({ kind: 'success', stored: { a: 1 } });
    expect(end({ kind: 'error', error: {} })).toEqual({ a: 1 });
    expect(end({ kind: 'success', stored: { b: 1 } })).toEqual({});
    expect(end({ kind: 'success' })).toEqual({ b: 1 });
  });
});

test('the options of a task are those in the file, without those that are not for its operator', () => {
  const config = { 'echo>': 'x', _export: { a: 1 }, _check: {}, _error: {}, _do: {}, _retry: 1 };
  expect(Object.entries(localConfig({ config }))).toEqual([
    ['echo>', 'x'],
    ['_do', {}],
    ['_retry', 1],
  ]);
});
