import packageFile from '../../package.json' with { type: 'json' };
import { freeBytes } from '../adapters/system/disk.ts';
import { connectorOf } from '../connectors/registry.ts';
import type { Connector } from '../core/connector/connector.ts';
import { type Job, uploadOf } from '../core/job/job.ts';
import { destinationOf } from '../core/job/job-destination.ts';
import { duplicateWindowMsOf } from '../core/settings/numeric-settings.ts';
import type { AcceptedOfAccount, CountOptions } from '../operations/exports/count-already-accepted.ts';
import { rowsToSend } from '../operations/exports/export-fixes.ts';
import type { ResolvedExport } from '../operations/exports/resolve-export.ts';
import type { DecideOptions } from '../operations/jobs/decide-uncertain.ts';
import type { EditReviewOptions } from '../operations/review/edit-review.ts';
import type { RepeatsOptions } from '../operations/review/repeats/list-repeats.ts';
import type { ViewReviewOptions } from '../operations/review/view-review.ts';
import type { StatusOptions } from '../operations/settings/report-status.ts';
import type { Runtime } from './runtime.ts';

/** Options for counting already accepted records; none are counted for test events and the sandbox. */
export async function countOptions(
  runtime: Runtime,
  { connector, upload, authentication, matching, parameters }: ResolvedExport,
): Promise<Omit<CountOptions, 'signal'>> {
  const { sent, clock, settings, effects } = runtime;
  const destination = destinationOf(authentication, runtime.addresses);
  const scope = { connector: connector.type, account: connector.accountOf(parameters), destination };
  const since = clock.now() - duplicateWindowMsOf(await settings.current());
  const isReal = authentication.target === 'live' && !parameters.test_event;
  const accepted: AcceptedOfAccount | undefined = isReal
    ? {
        isEmpty: () => sent.isEmpty(scope, { since }),
        recall: (digests) => sent.recall(scope, digests, { since }),
      }
    : undefined;
  return {
    connector,
    matching,
    source: await rowsToSend(runtime, upload, matching),
    start: upload.start,
    accepted,
    clock,
    effects,
  };
}

/** Options for the status report. */
export async function statusOptions(runtime: Runtime): Promise<StatusOptions> {
  const { env, totals, workload, retention, settings, clock } = runtime;
  return {
    version: packageFile.version,
    dataDir: env.dataDir,
    reserveBytes: env.diskReserveBytes,
    addresses: runtime.addresses,
    totals,
    workload,
    retention,
    clock,
    days: (await settings.current()).retention_days,
    freeBytes: () => freeBytes(env.dataDir),
    databaseBytes: runtime.databaseSize,
    replication: runtime.replication,
  };
}

/** Options for reading and editing a review. */
export function reviewOptions(
  runtime: Runtime,
  connector: Connector,
): EditReviewOptions & ViewReviewOptions & RepeatsOptions {
  const maxEvents = Math.min(runtime.env.maxEventsPerCall, connector.maxEventsPerCall);
  return { ...runtime, maxEvents, maxBytes: runtime.env.maxBytesPerCall };
}

/** Options for applying a decision about uncertain records. */
export function decideOptions({
  jobs,
  jobClaims,
  records,
  uploads,
  files,
  authentications,
  rowsOfJob,
  effects,
}: Runtime): DecideOptions {
  const sourceOf = async (job: Job) => {
    const upload = await uploads.get(uploadOf(job));
    return (await files.hasSpool(upload.folder)) ? await rowsOfJob(job, upload) : undefined;
  };
  return { jobs, jobClaims, records, authentications, connectorOf, sourceOf, effects };
}
