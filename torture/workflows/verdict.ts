import type { Received } from '../kit/sandbox/received.ts';
import type { Observed, QueryJob } from './observed.ts';
import { ACCOUNT, EVENTS, EXPECTED, type WorkflowName } from './project.ts';

/** Everything that attempts did, and what was observed of them before each kill. */
export interface Evidence {
  readonly before: readonly Observed[];
  readonly end: Observed;
  readonly jobs: readonly QueryJob[];
  /** `attempt task` of each row that tasks inserted. */
  readonly rows: readonly string[];
  readonly received: Received;
  readonly resent: number;
}

/** Faults by kind. All lists are empty if there are none. */
export interface Verdict {
  /** Attempts that did not end. */
  readonly stuck: readonly string[];
  /** Attempts that ended in the wrong state or continued after a failed task, and missing lines, rows and events. */
  readonly lost: readonly string[];
  /** Tasks that ran after their success was stored, and rows or events that exist twice. */
  readonly twice: readonly string[];
  /** Jobs beyond the one that each run of a task submits. */
  readonly jobsTwice: readonly string[];
}

export function verdictOf(evidence: Evidence): Verdict {
  const { attempts } = evidence.end;
  const running = attempts.filter(({ state }) => state === 'running');
  const ended = attempts.filter(({ state }) => state !== 'running');
  return {
    stuck: running.map(({ id, workflow }) => `attempt ${id} of ${workflow} is running`),
    lost: ended.flatMap(({ id, workflow, state }) => lostOf(evidence, id, workflow as WorkflowName, state)),
    twice: [...ranAgain(evidence), ...repeatedRows(evidence), ...repeatedEvents(evidence)],
    jobsTwice: repeatedJobs(evidence),
  };
}

function lostOf({ end, rows, received }: Evidence, id: number, workflow: WorkflowName, state: string): string[] {
  const expected = EXPECTED[workflow];
  const lines = end.log.filter(({ attempt }) => attempt === id).map(({ text }) => text);
  const events = Array.from({ length: expected.events }, (_, index) => `${id}-${index + 1}`);
  return [
    ...(state === expected.state ? [] : [`it ended in ${state}`]),
    ...expected.lines.filter((line) => !lines.includes(line)).map((line) => `no line "${line}"`),
    ...(lines.includes('never') ? ['a task after a failed one ran'] : []),
    ...expected.rows.filter((task) => !rows.includes(`${id} ${task}`)).map((task) => `no row of ${task}`),
    ...events
      .filter((event) => received.countReceipts(ACCOUNT, event) === 0)
      .map((event) => `event ${event} was not received`),
  ].map((fault) => `attempt ${id} of ${workflow}: ${fault}`);
}

/** A task whose success was seen before a kill logs nothing later, and keeps the time at which it ended. */
function ranAgain({ before, end }: Evidence): string[] {
  const atEnd = new Map(end.tasks.map((task) => [keyOf(task.attempt, task.id), task]));
  const faults = before.flatMap(({ tasks, log }) => {
    const last = log.at(-1)?.id ?? 0;
    const later = new Set(end.log.filter(({ id }) => id > last).map(({ attempt, task }) => keyOf(attempt, task)));
    return tasks.flatMap(({ attempt, id, state, isGroup, fullName, endedAt }) => {
      const key = keyOf(attempt, id);
      if (state !== 'success' || isGroup) return [];
      const now = atEnd.get(key);
      const isSame = now?.state === 'success' && now.endedAt === endedAt && !later.has(key);
      return isSame ? [] : [`attempt ${attempt}: ${fullName} ran again after its success`];
    });
  });
  return [...new Set(faults)];
}

function repeatedRows({ rows }: Evidence): string[] {
  return repeated(rows).map((row) => `the row of ${row} was inserted twice`);
}

/** Every repeat of an event must be counted by a job. */
function repeatedEvents({ end, received, resent }: Evidence): string[] {
  const sent = end.attempts.filter(({ workflow }) => workflow === 'run');
  const ids = sent.flatMap(({ id }) => Array.from({ length: EVENTS }, (_, index) => `${id}-${index + 1}`));
  const repeats = ids.reduce((sum, id) => sum + Math.max(0, received.countReceipts(ACCOUNT, id) - 1), 0);
  return repeats > resent ? [`${repeats} events were repeated, of which jobs counted ${resent}`] : [];
}

/** Comments in a job's query name the task that submitted it. A retried task submits a job in each of its runs. */
function repeatedJobs({ end, jobs }: Evidence): string[] {
  const attemptIds = new Set(end.attempts.map(({ id }) => String(id)));
  const jobsByTask = Map.groupBy(
    jobs.flatMap(({ sql }) => taskOf(sql, attemptIds) ?? []),
    (task) => task,
  );
  const faults = [...jobsByTask].filter(([task, { length }]) => length !== runsOf(task));
  const expected = end.attempts
    .filter(({ state }) => state !== 'running')
    .reduce((sum, { workflow }) => sum + EXPECTED[workflow as WorkflowName].jobs, 0);
  const total = [...jobsByTask.values()].reduce((sum, { length }) => sum + length, 0);
  return [
    ...faults.map(([task, { length }]) => `${length} jobs of ${task}`),
    ...(faults.length === 0 && total > expected ? [`${total} jobs instead of ${expected}`] : []),
  ];
}

function runsOf(task: string): number {
  return task.includes('+broken ') ? 2 : 1;
}

function taskOf(sql: string, attemptIds: ReadonlySet<string>): string | undefined {
  const [, attempt = '', task] = /^-- attempt_id: (\d+)\n-- task_name: (.+)$/m.exec(sql) ?? [];
  return attemptIds.has(attempt) ? `${task} of attempt ${attempt}` : undefined;
}

function repeated(values: readonly string[]): string[] {
  const groups = Map.groupBy(values, (value) => value);
  return [...groups].filter(([, { length }]) => length > 1).map(([value]) => value);
}

function keyOf(attempt: number, task: number): string {
  return `${attempt} ${task}`;
}
