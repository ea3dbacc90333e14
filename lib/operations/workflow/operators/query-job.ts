import { textOfCommand } from '../../../core/workflow/operators/command.ts';
import type { TaskRun } from '../../../core/workflow/operators/task-run.ts';
import { type CreateQueryJobOptions, createQueryJob, type QueryExport } from '../../queries/create-query-job.ts';
import { databaseOf, engineOf, optionsOf, priorityOf, retryLimitOf } from './td-options.ts';

/** Submits the query of a task, at its session time. Throws a UserError about the query, or TaskError. */
export async function submitQuery(
  ports: CreateQueryJobOptions,
  run: TaskRun,
  {
    key,
    originComment = '',
    queryExport,
  }: { readonly key: string; readonly originComment?: string; readonly queryExport?: QueryExport | undefined },
): Promise<number> {
  const options = optionsOf(run, 'td');
  const job = {
    database: databaseOf(options),
    sql: originComment + textOfCommand({ ...run, config: options }, 'query'),
    engine: engineOf(options),
    plannedAt: Math.floor(run.attempt.session.time / 1000),
    priority: priorityOf(options),
    retryLimit: retryLimitOf(options),
    domainKey: key,
    export: queryExport,
  };
  return (await createQueryJob(job, ports)).id;
}
