import type { TaskOutcome } from '../../../core/workflow/attempt/task-record.ts';
import type { ConfigMap } from '../../../core/workflow/config/config-node.ts';
import { MAX_TASKS, VALUES } from '../../../core/workflow/definition/task.ts';
import { heldTasks } from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';
import type { CreateQueryJobOptions } from '../../queries/create-query-job.ts';
import { type JobPorts, jobOperator } from './job-operator.ts';
import { submitQuery } from './query-job.ts';
import { type ResultPorts, recordMap } from './result-records.ts';

/**
 * `td_for_each>` runs its tasks once for each record of a query's result, whose values they see as `td.each.COLUMN`.
 */
export function tdForEachOperator(ports: JobPorts & ResultPorts & CreateQueryJobOptions): Operator<AbortSignal> {
  return jobOperator(ports, {
    submit: (run, key) => submitQuery(ports, run, { key }),
    async finish(run, job) {
      const { columns, records } = await ports.readResult(job.id, MAX_TASKS + 1);
      if (records.length > MAX_TASKS)
        throw new TaskError(`the result has more than ${MAX_TASKS} records, the most tasks that an attempt may have`);
      return repeated(
        run,
        records.map((record) => recordMap(columns, record)),
      );
    },
  });
}

function repeated({ local, config }: TaskRun, records: readonly ConfigMap[]): TaskOutcome {
  const tasks = heldTasks(local, '_do');
  const subtasks = records.map((each, index) => [`+td-for-each-${index}`, { ...tasks, [VALUES]: { td: { each } } }]);
  const parallel = config['_parallel'];
  return {
    kind: 'success',
    subtasks: { ...Object.fromEntries(subtasks), ...(parallel !== undefined && { _parallel: parallel }) },
  };
}
