import { expect } from 'vitest';
import { nodeOf } from '../config/config-node.ts';
import { compileTasks } from '../definition/compile-tasks.ts';
import { Findings } from '../findings.ts';
import type { SucceededTasks } from './attempt.ts';
import { AttemptTasks } from './attempt-tasks.ts';
import {
  configOf,
  type Group,
  type Outcome,
  type PlacedPart,
  placesOf,
  ROOT,
  type Task,
} from './random-workflow.test-kit.ts';
import type { TaskOutcome, TaskRecord } from './task-record.ts';

/** The order of an attempt's events, and the crashes and the cancellation between them. */
export interface Scenario {
  /** Which of the possible events comes next; the first one if no choices are left. */
  readonly choices: readonly { readonly event: number; readonly crash: 'none' | 'before' | 'after' }[];
  /** The number of the event at which the attempt is canceled. */
  readonly cancelAt: number | null;
}

const MAX_EVENTS = 100_000;

/**
 * An attempt whose events come in a random order, and whose process dies in between and leaves only what was stored.
 */
export class RandomRun {
  readonly runs = new Map<string, number>();
  readonly #outcomes: (task: Task) => readonly Outcome[];
  readonly #places: ReadonlyMap<string, PlacedPart>;
  readonly #succeeded: ReadonlyMap<string, SucceededTasks[string]>;
  readonly #stored = new Map<number, string>();
  readonly #scenario: Scenario;
  #attempt: AttemptTasks;
  #running: number[] = [];
  #isCanceled = false;
  #now = 0;

  constructor(
    root: Group,
    outcomes: (task: Task) => readonly Outcome[],
    scenario: Scenario,
    succeeded: SucceededTasks = {},
  ) {
    this.#outcomes = outcomes;
    this.#scenario = scenario;
    this.#places = new Map(placesOf(root).map((place) => [place.fullName, place]));
    this.#succeeded = new Map(Object.entries(succeeded));
    const node = nodeOf(configOf(root), { file: 'w.dig', line: 1, column: 1 });
    if (node.kind !== 'map') throw new Error('no map');
    const findings = new Findings();
    const definitions = compileTasks({ parentName: '', name: ROOT, node, at: node.at }, findings);
    expect(findings.all).toEqual([]);
    this.#attempt = AttemptTasks.begin(definitions, 0, this.#succeeded);
    this.#store();
    this.#runToEnd();
  }

  get records(): readonly TaskRecord[] {
    return [...this.#stored.values()].map((text) => JSON.parse(text) as TaskRecord);
  }

  #runToEnd(): void {
    for (let event = 0; !this.#attempt.isDone(); event++) {
      expect(event).toBeLessThan(MAX_EVENTS);
      if (event === this.#scenario.cancelAt) this.#cancel();
      else this.#runEvent(this.#scenario.choices[event] ?? { event: 0, crash: 'none' });
      if (this.#isCanceled) expect(this.#attempt.ready()).toEqual([]);
    }
    expect(this.#running).toEqual([]);
  }

  /** Makes one event happen: a run ends, a task starts, or time passes. */
  #runEvent({ event, crash }: Scenario['choices'][number]): void {
    this.#now++;
    const ready = this.#attempt.ready().map(({ id }) => id);
    const time = this.#attempt.nextTime();
    const eventCount = this.#running.length + ready.length + (time === undefined ? 0 : 1);
    // Always fails, and prints the records.
    if (eventCount === 0) expect(this.records).toBe('able to continue');
    const index = event % eventCount;
    const isLost = crash === 'before';
    if (index < this.#running.length) this.#end(this.#running[index] ?? 0, isLost);
    else if (index < this.#running.length + ready.length) this.#start(ready[index - this.#running.length] ?? 0);
    else {
      this.#now = Math.max(this.#now, time ?? 0);
      this.#attempt.tick(this.#now);
    }
    if (!isLost) this.#store();
    if (crash !== 'none') this.#restart();
  }

  #start(id: number): void {
    const { fullName } = this.#attempt.get(id);
    this.#expectStartable(fullName);
    this.#attempt.start(id, this.#now);
    this.#running.push(id);
    this.#expectWithinLimits();
  }

  #end(id: number, isLost: boolean): void {
    const { fullName } = this.#attempt.get(id);
    const run = this.runs.get(fullName) ?? 0;
    if (!isLost) this.runs.set(fullName, run + 1);
    this.#running = this.#running.filter((each) => each !== id);
    this.#attempt.end(id, this.#outcomeOf(fullName, run), this.#now, { isCanceled: this.#isCanceled });
  }

  #outcomeOf(fullName: string, run: number): TaskOutcome {
    const task = this.#places.get(fullName)?.part;
    if (task?.kind !== 'task') throw new Error(`${fullName} is not a task`);
    const error = { message: fullName };
    switch (this.#outcomes(task)[run] ?? 'success') {
      case 'success':
        return { kind: 'success', ...(task.subtasks && { subtasks: configOf(task.subtasks) }) };
      case 'error':
        return { kind: 'error', error };
      case 'wait':
        return { kind: 'wait', untilMs: this.#now + 5, stateParams: { run } };
      case 'retry':
        return { kind: 'retry', untilMs: this.#now + 5, stateParams: {}, error };
    }
  }

  #cancel(): void {
    this.#isCanceled = true;
    this.#attempt.cancel(this.#now);
    this.#store();
  }

  #restart(): void {
    this.#attempt = new AttemptTasks(this.records, this.#succeeded);
    this.#running = [];
    for (const { id, state } of this.records) if (state === 'running') this.#attempt.restart(id);
    if (this.#isCanceled) this.#attempt.cancel(this.#now);
    this.#store();
  }

  #store(): void {
    for (const record of this.#attempt.takeChanges()) {
      const before = this.#stored.get(record.id);
      if (before !== undefined && (JSON.parse(before) as TaskRecord).state === 'success')
        expect(record.state).toBe('success');
      this.#stored.set(record.id, JSON.stringify(record));
    }
  }

  /** Checks that everything that a task and the parts around it wait for has succeeded. */
  #expectStartable(fullName: string): void {
    const current = this.#attempt.all().filter(({ isSuperseded }) => !isSuperseded);
    const states = new Map(current.map((record) => [record.fullName, record.state]));
    for (const around of this.#around(fullName))
      for (const before of this.#places.get(around)?.waitsFor ?? [])
        expect([fullName, before, states.get(before)]).toEqual([fullName, before, 'success']);
  }

  #expectWithinLimits(): void {
    const running = this.#running.map((id) => this.#attempt.get(id).fullName);
    for (const { part, fullName } of this.#places.values()) {
      if (part.kind !== 'group' || typeof part.order !== 'number') continue;
      const busy = part.children.filter(({ name }) =>
        running.some((each) => this.#around(each).includes(fullName + name)),
      );
      expect(busy.length).toBeLessThanOrEqual(part.order);
    }
  }

  /** A part and the parts around it. */
  #around(fullName: string): readonly string[] {
    return [...this.#places.keys()].filter(
      (each) => fullName === each || (/^[+^]/.test(fullName.slice(each.length)) && fullName.startsWith(each)),
    );
  }
}
