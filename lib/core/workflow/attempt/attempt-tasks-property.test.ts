import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RandomRun } from './random-run.test-kit.ts';
import { type Group, type Outcome, placesOf, randomWorkflow, type Task } from './random-workflow.test-kit.ts';
import { ReferenceAttempt } from './reference-attempt.test-kit.ts';
import { succeededTasks } from './resume.ts';
import type { TaskRecord } from './task-record.ts';

const RUNS = Number(process.env['WORKFLOW_RUNS'] ?? 300);

const choices = fc.array(
  fc.record({ event: fc.nat(20), crash: fc.constantFrom('none', 'none', 'none', 'none', 'before', 'after') }),
  { maxLength: 60 },
);
const undisturbed = { choices: [], cancelAt: null };
const noFailure = (): readonly Outcome[] => [];
const firstOutcomes = ({ outcomes }: Task) => outcomes[0];
const secondOutcomes = ({ outcomes }: Task) => outcomes[1];

const current = (records: readonly TaskRecord[]) => records.filter(({ isSuperseded }) => !isSuperseded);
const statesOf = (records: readonly TaskRecord[]) =>
  Object.fromEntries(current(records).map(({ fullName, state }) => [fullName, state]));

/**
 * The full names of the tasks that succeeded, without those that a succeeded task or a failure added: these are added
 * again if the task that succeeded or failed runs again.
 */
function succeededNames(states: Readonly<Record<string, string>>, root: Group): ReadonlySet<string> {
  const done = placesOf(root).filter(({ part, fullName }) => part.kind === 'task' && states[fullName] === 'success');
  const names = done.map(({ fullName }) => fullName).filter((name) => !name.includes('^error'));
  return new Set(names.filter((name) => !names.some((each) => name.startsWith(`${each}^`))));
}

function expectSame(run: RandomRun, reference: ReferenceAttempt): void {
  expect(statesOf(run.records)).toEqual(Object.fromEntries(reference.states));
  expect(current(run.records)).toHaveLength(reference.states.size);
  expect(Object.fromEntries(run.runs)).toEqual(Object.fromEntries(reference.runs));
}

test('an attempt and its resumption run tasks as the reference does, with events in any order and any crashes', () => {
  const property = fc.property(randomWorkflow, choices, choices, (root, events, laterEvents) => {
    const run = new RandomRun(root, firstOutcomes, { choices: events, cancelAt: null });
    expectSame(run, new ReferenceAttempt(root, firstOutcomes));
    const states = statesOf(run.records);
    fc.pre(states['+w'] !== 'success');
    const succeeded = succeededTasks(run.records);
    const done = succeededNames(states, root);
    const resumed = new RandomRun(root, secondOutcomes, { choices: laterEvents, cancelAt: null }, succeeded);
    expectSame(resumed, new ReferenceAttempt(root, secondOutcomes, done));
    const repaired = new RandomRun(root, noFailure, undisturbed, succeeded);
    expectSame(repaired, new ReferenceAttempt(root, noFailure, done));
    expect([...repaired.runs.keys()].filter((name) => done.has(name))).toEqual([]);
  });
  fc.assert(property, { numRuns: RUNS });
});

test('a canceled attempt ends, starts nothing more, and can be resumed', () => {
  const property = fc.property(randomWorkflow, choices, fc.nat(30), (root, events, cancelAt) => {
    const run = new RandomRun(root, firstOutcomes, { choices: events, cancelAt });
    const states = statesOf(run.records);
    fc.pre(states['+w'] === 'canceled');
    expect(
      Object.values(states).filter((state) => !/^(?:success|error|group_error|canceled|blocked)$/.test(state)),
    ).toEqual([]);
    const done = succeededNames(states, root);
    const resumed = new RandomRun(root, noFailure, undisturbed, succeededTasks(run.records));
    expectSame(resumed, new ReferenceAttempt(root, noFailure, done));
    expect([...resumed.runs.keys()].filter((name) => done.has(name))).toEqual([]);
  });
  fc.assert(property, { numRuns: RUNS });
});
