import { randomUUID } from 'node:crypto';
import packageFile from '../../package.json' with { type: 'json' };
import { databasePath } from '../adapters/store/database/database.ts';
import { databaseSize } from '../adapters/store/database/database-size.ts';
import { freeBytes } from '../adapters/system/disk.ts';
import { connectorOf } from '../connectors/registry.ts';
import type { Authentication } from '../core/access/authentication.ts';
import type { Connector, ExportParameters } from '../core/connector/connector.ts';
import { type Job, uploadOf } from '../core/job/job.ts';
import { destinationOf } from '../core/job/job-destination.ts';
import type { Matching } from '../core/record/plan.ts';
import { duplicateWindowOf } from '../core/settings/settings.ts';
import type { Upload } from '../core/upload/upload.ts';
import type { AcceptedOfAccount, CountOptions } from '../operations/exports/count-already-accepted.ts';
import type { CreateExportOptions } from '../operations/exports/create-export.ts';
import type { RowsToSendOptions } from '../operations/exports/export-fixes.ts';
import type { PresetOptions } from '../operations/exports/remember-mapping.ts';
import type { DecideOptions } from '../operations/jobs/decide-uncertain.ts';
import type { ResendOptions } from '../operations/jobs/resend-records.ts';
import type { BeginReviewOptions } from '../operations/review/begin-review.ts';
import type { EditReviewOptions } from '../operations/review/edit-review.ts';
import type { ResendFixedOptions } from '../operations/review/fixing/resend-fixed.ts';
import type { ViewReviewOptions } from '../operations/review/view-review.ts';
import type { StatusOptions } from '../operations/settings/report-status.ts';
import type { ReceiveOptions } from '../operations/uploads/receive-upload.ts';
import type { RereadOptions } from '../operations/uploads/reread-upload.ts';
import { addressesOf } from './addresses.ts';
import type { Runtime } from './runtime.ts';

/** An export with checked parameters, for which accepted records are counted. */
interface CountedExport {
  readonly connector: Connector;
  readonly upload: Upload;
  readonly authentication: Authentication;
  readonly matching: Matching;
  readonly parameters: ExportParameters;
}

/** Options for counting already accepted records; none are counted for test events and the sandbox. */
export function countOptions(
  runtime: Runtime,
  { connector, upload, authentication, matching, parameters }: CountedExport,
): Omit<CountOptions, 'signal'> {
  const { sent, clock, settings, prepareEffects: effects } = runtime;
  const destination = destinationOf(authentication, addressesOf(runtime.env));
  const scope = { connector: connector.type, account: connector.accountOf(parameters), destination };
  const since = clock.now() - duplicateWindowOf(settings.current());
  const isReal = authentication.target === 'live' && !parameters.test_event;
  const accepted: AcceptedOfAccount | undefined = isReal
    ? {
        isEmpty: () => sent.isEmpty(scope, { since }),
        recall: (identities) => sent.recall(scope, identities, { since }),
      }
    : undefined;
  return { connector, matching, source: runtime.rowsOf(upload), start: upload.start, accepted, clock, effects };
}

/** Options for creating a job from an upload. */
export function createExportOptions({ newJobs, clock, prepareEffects: effects, env }: Runtime): CreateExportOptions {
  const { maxEventsPerCall, maxBytesPerCall } = env;
  return { newJobs, clock, effects, addresses: addressesOf(env), maxEventsPerCall, maxBytesPerCall };
}

/** Options for starting an export with the fixes of its file. */
export function startExportOptions(runtime: Runtime): CreateExportOptions & Pick<RowsToSendOptions, 'reviews'> {
  return { ...createExportOptions(runtime), reviews: runtime.reviews };
}

/** Options for creating a job from another job. */
export function resendOptions(runtime: Runtime): ResendOptions {
  const { jobs, ranges, uploads, files, authentications } = runtime;
  return { ...createExportOptions(runtime), jobs, ranges, uploads, files, authentications, connectorOf };
}

export function receiveOptions(runtime: Runtime, connector: Connector): ReceiveOptions {
  const { files, uploads, unfinished, clock } = runtime;
  return { files, uploads, unfinished, connector, clock, newFolder: randomUUID };
}

export function rereadOptions({ files, uploads }: Runtime, connector: Connector): RereadOptions {
  return { files, uploads, connector, newFolder: randomUUID };
}

export function presetOptions({ presets, prepareEffects: effects }: Runtime): PresetOptions {
  return { presets, effects };
}

/** Options for the status report. */
export function statusOptions(runtime: Runtime): StatusOptions {
  const { env, totals, workers, retention, settings, clock } = runtime;
  return {
    ...{ version: packageFile.version, dataDir: env.dataDir, reserveBytes: env.diskReserveBytes },
    ...{ addresses: addressesOf(env), totals, workers, retention, clock, days: settings.current().retention_days },
    freeBytes: () => freeBytes(env.dataDir),
    databaseBytes: () => databaseSize(databasePath(env.dataDir)),
  };
}

/** Options for starting a review early. */
export function earlyReviewOptions(runtime: Runtime): BeginReviewOptions & PresetOptions {
  const { reviews, clock } = runtime;
  return { ...presetOptions(runtime), reviews, clock };
}

/** Options for reading and editing a review. */
export function reviewOptions(runtime: Runtime, connector: Connector): EditReviewOptions & ViewReviewOptions {
  const { reviews, reviewRecords, jobs, ranges, records, uploads, files, rowsOf, recordCheckerFor, env } = runtime;
  const maxEvents = Math.min(env.maxEventsPerCall, connector.maxEventsPerCall);
  return {
    ...{ reviews, reviewRecords, jobs, ranges, records, uploads, files, rowsOf, recordCheckerFor },
    connectorOf,
    maxEvents,
    maxBytes: env.maxBytesPerCall,
  };
}

/** Options for resending repaired records of a job. */
export function resendFixedOptions(runtime: Runtime): ResendFixedOptions {
  const { jobs, files, reviews, reviewRecords, records, rowsOf, recordCheckerFor } = runtime;
  return { ...resendOptions(runtime), jobs, files, reviews, reviewRecords, records, rowsOf, recordCheckerFor };
}

/** Options for applying a decision about uncertain records. */
export function decideOptions({
  jobs,
  jobClaims,
  records,
  uploads,
  files,
  rowsOfJob,
  prepareEffects: effects,
}: Runtime): DecideOptions {
  const sourceOf = async (job: Job) => {
    const upload = uploads.get(uploadOf(job));
    return (await files.has(upload.folder)) ? rowsOfJob(job, upload) : undefined;
  };
  return { jobs, jobClaims, records, connectorOf, sourceOf, effects };
}
