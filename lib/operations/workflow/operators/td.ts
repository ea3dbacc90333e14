import { UserError } from '../../../core/errors.ts';
import type { Job } from '../../../core/job/job.ts';
import type { ConfigMap } from '../../../core/workflow/config/config-node.ts';
import { booleanValue } from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';
import type { CreateQueryJobOptions } from '../../queries/create-query-job.ts';
import type { TableToWrite } from '../../workbench/write-result.ts';
import { type JobPorts, jobOperator, originCommentOf } from './job-operator.ts';
import { submitQuery } from './query-job.ts';
import { jobOutcome, type ResultPorts } from './result-records.ts';
import { exportOfTask, type TargetPorts } from './result-target.ts';
import { isGiven, optionsOf, tableOf } from './td-options.ts';

export interface TdPorts extends JobPorts, ResultPorts, TargetPorts, CreateQueryJobOptions {
  /** Throws a UserError for a table that cannot be written. */
  readonly refuseUnwritableTable: (table: TableToWrite) => void;
  /**
   * Turns the result of a job into a table, or adds it to one, only once. False if too many other tables are being
   * written right now.
   */
  readonly writeTable: (job: number, table: TableToWrite, signal: AbortSignal) => Promise<boolean>;
}

const BUSY_MS = 1000;

/**
 * `td>` runs a query. Its result may be sent, and may become a table or be added to one; the table is written once the
 * job has the result.
 */
export function tdOperator(ports: TdPorts): Operator<AbortSignal> {
  return jobOperator(ports, {
    async submit(run, key) {
      const options = optionsOf(run, 'td');
      const table = tableToWrite(options);
      if (table) ports.refuseUnwritableTable(table);
      const originComment = originCommentOfTask(run, table);
      return submitQuery(ports, run, {
        key,
        originComment: originComment,
        queryExport: await exportOfTask(ports, run, options),
      });
    },
    async finish(run, job, signal) {
      const options = optionsOf(run, 'td');
      const table = tableToWrite(options);
      if (table && !(await writeTable(ports, run, { job, table, signal })))
        return { kind: 'wait', untilMs: run.now + BUSY_MS, stateParams: run.task.stateParams };
      const isStored = booleanValue(options['store_last_results'], 'store_last_results');
      return jobOutcome(ports, job, { isStored, hasResult: table === undefined });
    },
  });
}

/**
 * Writes the result of the task's job into a table. If this fails, the task keeps its state parameters, so that a retry
 * only writes the table: the job may have sent its result.
 */
async function writeTable(
  ports: TdPorts,
  { task }: TaskRun,
  { job, table, signal }: { readonly job: Job; readonly table: TableToWrite; readonly signal: AbortSignal },
): Promise<boolean> {
  try {
    return await ports.writeTable(job.id, table, signal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new TaskError(ports.errorText(error.code, error.params), { job_id: job.id }, task.stateParams);
  }
}

function tableToWrite(options: ConfigMap): TableToWrite | undefined {
  const { create_table: createTable, insert_into: insertInto } = options;
  if (isGiven(createTable) && isGiven(insertInto))
    throw new TaskError('a query cannot have both create_table and insert_into');
  if (isGiven(createTable)) return { ...tableOf(createTable, 'create_table', options), how: 'create' };
  return isGiven(insertInto) ? { ...tableOf(insertInto, 'insert_into', options), how: 'insert' } : undefined;
}

function originCommentOfTask({ attempt, task }: TaskRun, table: TableToWrite | undefined): string {
  const { project, workflow, session, id } = attempt;
  const name = table && `${table.database}.${table.table}`;
  return originCommentOf({
    project_id: project.id,
    project_name: project.name,
    workflow_name: workflow.name,
    session_id: session.id,
    attempt_id: id,
    task_name: task.fullName,
    create_table: table?.how === 'create' ? name : undefined,
    insert_into: table?.how === 'insert' ? name : undefined,
  });
}
