import { UserError } from '../../../core/errors.ts';
import type { TaskRecord } from '../../../core/workflow/attempt/task-record.ts';
import { type ConfigMap, type ConfigValue, isMap } from '../../../core/workflow/config/config-node.ts';
import { listValue, textValue } from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';
import { type ResumedAttemptPorts, tasksOfResumedAttempts } from './resumed-attempts.ts';
import { isGiven, optionsOf, tableOf } from './td-options.ts';

export interface TdDdlPorts extends ResumedAttemptPorts {
  readonly workbench: {
    hasDatabase(name: string): boolean;
    createMissingDatabase(name: string): Promise<void>;
    deleteDatabase(name: string): Promise<void>;
    current(database: string, table: string): unknown;
    deleteTable(database: string, table: string): Promise<void>;
    renameTable(database: string, from: string, to: string): Promise<void>;
  };
  readonly createEmptyTable: (database: string, table: string, signal: AbortSignal) => Promise<void>;
}

/** One change to a database or a table. */
interface Step {
  /** Distinguishes this step from all others, also in an attempt with other options. */
  readonly name: string;
  readonly run: () => Promise<void>;
}

/**
 * `td_ddl>` creates, drops, empties and renames tables and databases, in digdag's order. Before the first step, all
 * tables that it renames have to exist: otherwise it could drop a table and then not replace it. The name of each
 * completed step is stored. Therefore, after a crash, a failed try or a repetition of the unfinished task, only the
 * last step may be repeated. Repeating an earlier step could, for example, drop a table that a later step has given the
 * dropped name.
 */
export function tdDdlOperator(ports: TdDdlPorts): Operator<AbortSignal> {
  return async (run, signal) => {
    const { task, now } = run;
    const options = optionsOf(run, 'td');
    const storedSteps = completedSteps(task.stateParams);
    if (!storedSteps) {
      const earlierSteps = await stepsOfLastRun(ports, run);
      const renames = listOf(options, 'rename_tables');
      if (!earlierSteps) refuseMissingTables(ports, renames, options);
      // Stores that the tables existed, because a renamed one no longer does, and the steps of the last run: if this
      // run also fails immediately, the next run needs them.
      if (earlierSteps || renames.length > 0)
        return { kind: 'wait', untilMs: now, stateParams: { done: earlierSteps ?? [] } };
    }
    const completed = storedSteps ?? [];
    const [nextStep, ...laterSteps] = remainingSteps(stepsOf(ports, options, signal), completed);
    await nextStep?.run();
    if (!nextStep || laterSteps.length === 0) return { kind: 'success' };
    return { kind: 'wait', untilMs: now, stateParams: { done: [...completed, nextStep.name] } };
  };
}

function completedSteps({ done }: ConfigMap): readonly string[] | undefined {
  return Array.isArray(done) ? done.map(String) : undefined;
}

/**
 * The steps that earlier runs of this task have completed since a run last succeeded. Undefined if no run began a step
 * since then, or if a task before this one has run since the last of these runs, because that task may have recreated
 * the tables of these steps.
 */
async function stepsOfLastRun(ports: TdDdlPorts, run: TaskRun): Promise<readonly string[] | undefined> {
  if (run.task.retries > 0) return undefined;
  for await (const records of earlierRecords(ports, run)) {
    const recordsOfTask = records.filter(({ fullName }) => fullName === run.task.fullName);
    // A run that stored no steps has completed none; it may have ended before it stored the steps of earlier runs.
    const lastRun = recordsOfTask.findLast(
      ({ state, stateParams }) => hasSucceeded(state) || completedSteps(stateParams) !== undefined,
    );
    if (!lastRun) continue;
    if (hasSucceeded(lastRun.state) || (await isPrecededByRunSince(ports, run, lastRun))) return undefined;
    return completedSteps(lastRun.stateParams);
  }
  return undefined;
}

/** Whether a task that this one waits for, directly or through its groups, has run since this one last ran. */
async function isPrecededByRunSince(
  { workflowAttempts }: TdDdlPorts,
  { attempt, task }: TaskRun,
  lastRun: TaskRecord,
): Promise<boolean> {
  const records = new Map((await workflowAttempts.tasks(attempt.id)).map((record) => [record.id, record]));
  const pathOf = (id: number | null): readonly TaskRecord[] => {
    const record = id === null ? undefined : records.get(id);
    return record ? [record, ...pathOf(record.parent)] : [];
  };
  const upstreamIds = new Set(pathOf(task.id).flatMap(({ upstreams }) => upstreams));
  const since = lastRun.endedAt ?? lastRun.triedAt ?? lastRun.startedAt ?? 0;
  return [...records.values()].some(
    ({ id, isGroup, triedAt }) =>
      !isGroup && triedAt !== null && triedAt >= since && pathOf(id).some((record) => upstreamIds.has(record.id)),
  );
}

/** Whether a task has succeeded itself, even if its `_check` failed. */
function hasSucceeded(state: TaskRecord['state']): boolean {
  return state === 'success' || state === 'group_error';
}

/**
 * The earlier tasks of this attempt, including those that were replaced when their group was repeated. Then the tasks
 * of the attempts that this attempt resumes.
 */
async function* earlierRecords(ports: TdDdlPorts, { attempt, task }: TaskRun): AsyncGenerator<readonly TaskRecord[]> {
  yield (await ports.workflowAttempts.tasks(attempt.id)).filter(({ id }) => id < task.id);
  yield* tasksOfResumedAttempts(ports, attempt);
}

/** The steps without completed ones. If a step occurs several times, each completion removes one of them. */
function remainingSteps(steps: readonly Step[], completed: readonly string[]): readonly Step[] {
  const names = [...completed];
  return steps.filter(({ name }) => {
    const index = names.indexOf(name);
    if (index >= 0) names.splice(index, 1);
    return index < 0;
  });
}

function stepsOf(
  { workbench, createEmptyTable }: TdDdlPorts,
  options: ConfigMap,
  signal: AbortSignal,
): readonly Step[] {
  const databaseSteps = (verb: string, optionNames: readonly string[], run: (database: string) => Promise<void>) =>
    optionNames
      .flatMap((option) => listOf(options, option).map((value) => textValue(value, option)))
      .map((database) => ({ name: `${verb} database ${database}`, run: () => run(database) }));
  const tableSteps = (
    verb: string,
    optionNames: readonly string[],
    run: (database: string, table: string) => Promise<void>,
  ) =>
    optionNames
      .flatMap((option) => listOf(options, option).map((value) => tableOf(value, option, options)))
      .map(({ database, table }) => ({ name: `${verb} table ${database}.${table}`, run: () => run(database, table) }));
  return [
    ...databaseSteps('drop', ['drop_databases', 'empty_databases'], async (database) => {
      if (workbench.hasDatabase(database)) await workbench.deleteDatabase(database);
    }),
    ...databaseSteps('create', ['create_databases', 'empty_databases'], (database) =>
      workbench.createMissingDatabase(database),
    ),
    ...tableSteps('drop', ['drop_tables', 'empty_tables'], async (database, table) => {
      if (workbench.current(database, table) !== undefined) await workbench.deleteTable(database, table);
    }),
    ...tableSteps('create', ['create_tables', 'empty_tables'], (database, table) =>
      createEmptyTable(database, table, signal),
    ),
    ...listOf(options, 'rename_tables').map((value) => {
      const { database, table, to } = renameOf(value, options);
      return {
        name: `rename table ${database}.${table} to ${to}`,
        run: () => workbench.renameTable(database, table, to),
      };
    }),
  ];
}

/** Throws UserError `table_unknown`. */
function refuseMissingTables({ workbench }: TdDdlPorts, renames: readonly ConfigValue[], options: ConfigMap): void {
  for (const { database, table } of renames.map((value) => renameOf(value, options)))
    if (workbench.current(database, table) === undefined)
      throw new UserError('table_unknown', { name: `${database}.${table}` });
}

function listOf(options: ConfigMap, name: string): readonly ConfigValue[] {
  const value = options[name];
  return isGiven(value) ? listValue(value, name) : [];
}

function renameOf(value: ConfigValue, options: ConfigMap) {
  if (!isMap(value)) throw new TaskError('rename_tables has to be a list of {from: TABLE, to: TABLE}');
  const to = textValue(value['to'], 'to');
  if (to.includes('.'))
    throw new TaskError('a table is renamed within its database, so the value of to has to be only the new name');
  return { ...tableOf(value['from'], 'from', options), to };
}
