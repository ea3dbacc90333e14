import { connectorOf } from '../../../connectors/registry.ts';
import type { QueryExport, SavedQuery } from '../../../core/query/saved-query.ts';
import type { Scheduled } from '../../../core/schedule/planned-run.ts';
import type { InOneTransaction } from '../../../core/transaction.ts';
import { booleanValue, textValue } from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError } from '../../../core/workflow/operators/task-run.ts';
import { type AuthenticationStore, sandboxAuthentication } from '../../authentications/choose-authentication.ts';
import type { MakeQueryJob } from '../../queries/make-query-job.ts';
import { type JobPorts, jobOperator } from './job-operator.ts';
import { jobOutcome, type ResultPorts } from './result-records.ts';
import { sessionOf } from './session-option.ts';
import { optionsOf } from './td-options.ts';

export interface TdRunPorts extends JobPorts, ResultPorts {
  readonly queries: { findByName(name: string): Promise<SavedQuery | undefined>; get(id: number): Promise<SavedQuery> };
  readonly inOneTransaction: InOneTransaction;
  readonly plannedRuns: {
    addManualRun(run: { scheduled: Scheduled; plannedAt: number; jobId: number }): Promise<void>;
  };
  readonly authentications: AuthenticationStore;
  readonly makeJob: MakeQueryJob;
}

/**
 * `td_run>` runs a saved query, by name or number, with the session time as its planned time. A rehearsal is not
 * recorded as a run of the saved query, so that it cannot keep the query's schedule from running at a planned time.
 */
export function tdRunOperator(ports: TdRunPorts): Operator<AbortSignal> {
  const { queries, plannedRuns, jobs, makeJob } = ports;
  return jobOperator(ports, {
    async submit(run, key) {
      const query = await namedQuery(queries, textValue(run.command, 'td_run>'));
      const plannedAt = sessionOf(run);
      const { isSandbox } = run.attempt;
      const queryExport = isSandbox ? await sandboxExport(ports, query.export) : query.export;
      return ports.inOneTransaction(async () => {
        const existing = await jobs.findByDomainKey(key);
        if (existing) return existing.id;
        const { id: jobId } = await makeJob({ ...query, export: queryExport }, plannedAt, key);
        if (!isSandbox)
          await plannedRuns.addManualRun({ scheduled: { kind: 'query', id: query.id }, plannedAt, jobId });
        return jobId;
      });
    },
    finish(run, job) {
      const isStored = booleanValue(optionsOf(run, 'td')['store_last_results'], 'store_last_results');
      return jobOutcome(ports, job, { isStored, hasResult: true });
    },
  });
}

async function namedQuery(queries: TdRunPorts['queries'], name: string): Promise<SavedQuery> {
  const query = await queries.findByName(name);
  if (query) return query;
  // A number with more digits would be inexact.
  if (!/^\d{1,15}$/.test(name)) throw new TaskError(`there is no saved query ${name}`);
  return queries.get(Number(name));
}

/** The export of a saved query, redirected to the sandbox. */
async function sandboxExport(
  { authentications }: Pick<TdRunPorts, 'authentications'>,
  target: QueryExport | null,
): Promise<QueryExport | null> {
  if (target === null) return null;
  const { type } = connectorOf((await authentications.get(target.authentication)).connector);
  return { ...target, authentication: (await sandboxAuthentication(authentications, type)).id };
}
