import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import type { Delivery, FrozenExport, Job } from '../../core/job/job.ts';
import { destinationOf } from '../../core/job/job-destination.ts';
import { refuseConstants } from '../../core/matching/constants.ts';
import { BY_NAME, compilePlan, type Matching } from '../../core/record/plan.ts';
import type { PrepareEffects } from '../../core/record/prepare.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { Selection } from '../../core/record/selection.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { refuseDeleted } from '../uploads/readable-upload.ts';
import { type FreezeOptions, freezeExport } from './freeze-export.ts';

export interface CreateExportOptions extends FreezeOptions {
  readonly newJobs: {
    create(
      job: FrozenExport & {
        uploadId: number;
        authenticationId: number;
        start: Cursor;
        selection?: Selection;
        domainKey: string | null;
      },
    ): Job;
  };
  readonly effects: PrepareEffects;
}

export interface NewExport {
  readonly connector: Connector;
  readonly upload: Upload;
  readonly authentication: Authentication;
  /** As a form or a script gave them, not checked yet. */
  readonly parameters: unknown;
  readonly matching?: Matching;
  readonly alreadyAccepted?: 'skip' | 'send';
  readonly delivery?: Delivery;
  /** Records of another job's file that are sent again; all of the upload, if not given. */
  readonly part?: ResentPart;
  /** How much of what was repaired beside the file is to be part of it. */
  readonly fixesBytes?: number;
  /** A second job with it is not made. */
  readonly domainKey?: string | undefined;
  /** The destination of the job whose records are resent; by default that of this process. */
  readonly destination?: string | undefined;
}

/** What a job has of the one whose records it sends again. */
export interface ResentPart {
  readonly parentId: number | null;
  /** Undefined for all records. */
  readonly selection: Selection | undefined;
}

const ALL_RECORDS: ResentPart = { parentId: null, selection: undefined };

/**
 * Makes a job that waits to be executed, with everything frozen that its batches depend on. Throws a UserError, before
 * any job exists, for parameters and constants that cannot be meant and for a file without
 * a required column.
 */
export function createExport(newExport: NewExport, options: CreateExportOptions): Job {
  const { connector, upload, authentication, parameters, matching = BY_NAME, part: again = ALL_RECORDS } = newExport;
  const { alreadyAccepted = 'skip', delivery = 'at_least_once', fixesBytes = 0, domainKey = null } = newExport;
  const { destination = destinationOf(authentication, options.addresses) } = newExport;
  refuseDeleted(upload);
  const checked = parseInput(connector.parameters, parameters);
  refuseMissing(compilePlan(connector.fields, upload.header, matching).missing);
  const referenceTime = Math.floor(options.clock.now() / 1000);
  refuseConstants(connector.fields, matching.constants, { now: referenceTime, effects: options.effects });
  return options.newJobs.create({
    ...freezeExport({ connector, destination, checked, matching, alreadyAccepted, delivery }, options),
    uploadId: upload.id,
    authenticationId: authentication.id,
    fixesBytes,
    domainKey,
    parentId: again.parentId,
    start: upload.start,
    ...(again.selection && { selection: again.selection }),
  });
}

/** Throws UserError `columns_missing`, naming the required fields that no column feeds. */
export function refuseMissing(missing: readonly { readonly name: string }[]): void {
  if (missing.length === 0) return;
  throw new UserError('columns_missing', {
    columns: missing.map(({ name }) => name).join(', '),
    count: missing.length,
  });
}
