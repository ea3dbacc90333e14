import type { SucceededTasks } from '../../../core/workflow/attempt/attempt.ts';
import type { TaskOutcome, TaskRecord } from '../../../core/workflow/attempt/task-record.ts';
import type { ConfigMap } from '../../../core/workflow/config/config-node.ts';
import { MAX_TASKS, VALUES } from '../../../core/workflow/definition/task.ts';
import { tasksOfDirective } from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';
import type { CreateQueryJobOptions } from '../../queries/create-query-job.ts';
import { type JobPorts, jobOperator } from './job-operator.ts';
import { submitQuery } from './query-job.ts';
import { type ResultPorts, recordMap } from './result-records.ts';
import { type ResumedAttemptPorts, tasksOfResumedAttempts } from './resumed-attempts.ts';

export interface TdForEachPorts extends JobPorts, ResultPorts, CreateQueryJobOptions {
  readonly workflowAttempts: ResumedAttemptPorts['workflowAttempts'] & {
    succeeded(id: number): Promise<SucceededTasks>;
  };
}

/** `td_for_each>` runs its tasks for each record of a query's result; `td.each.COLUMN` is a value of the record. */
export function tdForEachOperator(ports: TdForEachPorts): Operator<AbortSignal> {
  return jobOperator(ports, {
    submit: (run, key) => submitQuery(ports, run, { key }),
    async finish(run, job) {
      const { columns, records } = await ports.readResult(job.id, MAX_TASKS + 1);
      if (records.length > MAX_TASKS)
        throw new TaskError(`the result has more records than an attempt may have tasks (${MAX_TASKS})`);
      const values = records.map((record) => ({ td: { each: recordMap(columns, record) } }));
      const earlier = await Array.fromAsync(tasksOfResumedAttempts(ports, run.attempt));
      const succeeded = await ports.workflowAttempts.succeeded(run.attempt.id);
      return outcomeOf(run, values, { tasks: earlier.flat(), succeeded: Object.keys(succeeded) });
    },
  });
}

const SUBTASK_NAME = '+td-for-each-';

function outcomeOf(
  { local, config, task }: TaskRun,
  values: readonly ConfigMap[],
  earlier: { readonly tasks: readonly TaskRecord[]; readonly succeeded: readonly string[] },
): TaskOutcome {
  const tasks = tasksOfDirective(local, '_do');
  const name = `${task.fullName}^sub${SUBTASK_NAME}`;
  const earlierNumbers = numbersByValues(name, earlier.tasks);
  const succeededNumbers = earlier.succeeded.map((fullName) => numberIn(fullName, name));
  const usedNumbers = [...[...earlierNumbers.values()].flat(), ...succeededNumbers];
  const numbers = numbersOf(values, earlierNumbers, usedNumbers);
  const subtasks: ConfigMap = Object.fromEntries(
    values.map((record, index) => [`${SUBTASK_NAME}${numbers[index]}`, { ...tasks, [VALUES]: record }]),
  );
  const parallel = config['_parallel'];
  return { kind: 'success', subtasks: parallel === undefined ? subtasks : { ...subtasks, _parallel: parallel } };
}

/**
 * A number for each record. A record of an earlier attempt keeps its number, because the query, or the order of its
 * result, may have changed since; other records get unused numbers. `usedNumbers` includes those of tasks that
 * succeeded in a deleted attempt: a new task with such a number would count as done.
 */
function numbersOf(
  values: readonly ConfigMap[],
  earlier: ReadonlyMap<string, number[]>,
  usedNumbers: readonly number[],
): readonly number[] {
  let nextUnused = Math.max(-1, ...usedNumbers) + 1;
  return values.map((record) => earlier.get(JSON.stringify(record))?.shift() ?? nextUnused++);
}

/** The number that follows `name` in the full name of a task or of a task below it; -1 for other names. */
function numberIn(fullName: string, name: string): number {
  return fullName.startsWith(name) ? Number.parseInt(fullName.slice(name.length), 10) : -1;
}

/**
 * The numbers of the tasks whose full name is `name` and a number, by the values of their records; equal records have
 * several numbers. `tasks` come from several attempts, the newest first.
 */
function numbersByValues(name: string, tasks: readonly TaskRecord[]): ReadonlyMap<string, number[]> {
  const valuesOf = new Map<number, string>();
  for (const { fullName, config, isSuperseded } of tasks) {
    const number = fullName.startsWith(name) ? fullName.slice(name.length) : '';
    if (isSuperseded || !/^\d+$/.test(number) || valuesOf.has(Number(number))) continue;
    valuesOf.set(Number(number), JSON.stringify(config[VALUES]));
  }
  return Map.groupBy(valuesOf.keys(), (number) => valuesOf.get(number) ?? '');
}
