import type { TaskOutcome } from '../../../core/workflow/attempt/task-record.ts';
import type { ConfigMap, ConfigValue } from '../../../core/workflow/config/config-node.ts';
import { durationSeconds } from '../../../core/workflow/definition/duration.ts';
import { numberValue, textValue } from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';
import type { CreateQueryJobOptions } from '../../queries/create-query-job.ts';
import { type JobPorts, jobOperator } from './job-operator.ts';
import { submitQuery } from './query-job.ts';
import type { ResultPorts } from './result-records.ts';
import { engineOf, isGiven, optionsOf, tableOf } from './td-options.ts';

const DEFAULT_INTERVAL = '30s';

/** The time between two queries or looks at a table, in milliseconds. */
function intervalMs(options: ConfigMap): number {
  const interval = options['interval'];
  const seconds = durationSeconds(isGiven(interval) ? textValue(interval, 'interval') : DEFAULT_INTERVAL);
  if (!seconds) throw new TaskError('interval has to be a duration of at least a second, such as 30s or 1h 30m');
  return seconds * 1000;
}

/** `td_wait>` repeats a query until the first value of its result is neither missing, false nor 0. */
export function tdWaitOperator(ports: JobPorts & ResultPorts & CreateQueryJobOptions): Operator<AbortSignal> {
  return jobOperator(ports, {
    submit: (run, key) => submitQuery(ports, run, { key }),
    async finish(run, job) {
      const { records } = await ports.readResult(job.id, 1);
      return isTrue(records[0]?.[0]) ? { kind: 'success' } : waitAndRepeat(run);
    },
  });
}

/** Waits, then runs the query again as another job. */
function waitAndRepeat(run: TaskRun): TaskOutcome {
  const { task, now } = run;
  const { jobs } = task.stateParams;
  const count = (typeof jobs === 'number' ? jobs : 0) + 1;
  return {
    kind: 'wait',
    untilMs: now + intervalMs(optionsOf(run, 'td')),
    stateParams: { ...task.stateParams, is_ended: true, jobs: count },
  };
}

function isTrue(value: ConfigValue | undefined): boolean {
  return value !== undefined && value !== null && value !== false && Number(value) !== 0;
}

export interface TdWaitTablePorts {
  /** The number of records in a table of the Data Workbench; undefined if there is no such table. */
  readonly countTable: (database: string, table: string, signal: AbortSignal) => Promise<number | undefined>;
}

/** `td_wait_table>` waits until a table exists, and has at least the given number of records. */
export function tdWaitTableOperator({ countTable }: TdWaitTablePorts): Operator<AbortSignal> {
  return async (run, signal) => {
    const options = optionsOf(run, 'td');
    if (engineOf(options) !== 'duckdb')
      throw new TaskError('td_wait_table> waits only for tables of the Data Workbench');
    const { database, table } = tableOf(run.command, 'td_wait_table>', options);
    const minRecords = numberValue(options['rows'] ?? 0, 'rows');
    const recordCount = await countTable(database, table, signal);
    if (recordCount !== undefined && recordCount >= minRecords) return { kind: 'success' };
    return { kind: 'wait', untilMs: run.now + intervalMs(options), stateParams: {} };
  };
}
