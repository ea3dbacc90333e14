import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import type { Delivery, FrozenExport, Job, RepeatChoice } from '../../core/job/job.ts';
import { destinationOf } from '../../core/job/job-destination.ts';
import { refuseConstants } from '../../core/matching/constants.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import { BY_NAME, compilePlan, type Matching } from '../../core/record/plan.ts';
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
        /** The folder of the upload. `start` is a position in the spool in this folder. */
        folder: string;
        authenticationId: number;
        start: Cursor;
        selection?: Selection;
        newestInStory?: number;
        domainKey: string | null;
      },
    ): Promise<Job>;
  };
  readonly effects: PrepareEffects;
}

export interface NewExport {
  readonly connector: Connector;
  readonly upload: Upload;
  readonly authentication: Authentication;
  /** Unchecked input of a form or script. */
  readonly parameters: unknown;
  readonly matching?: Matching;
  readonly alreadyAccepted?: 'skip' | 'send';
  readonly delivery?: Delivery;
  /** By default, repeats are sent like every other event. */
  readonly repeats?: RepeatChoice;
  /** The part of the upload to send; by default all of it. */
  readonly part?: UploadPart;
  /** The position, in bytes, in the file of the upload's fixes up to which the export includes them. */
  readonly fixesBytes?: number;
  /** Deduplication key: if a job with it exists, that job is returned. */
  readonly domainKey?: string | undefined;
  /** The destination of the job whose records are resent; by default that of the authentication. */
  readonly destination?: string | undefined;
}

/** The part of an upload that a job sends; `parentId` is the job whose records it resends, null if it resends none. */
export interface UploadPart {
  readonly parentId: number | null;
  /** Undefined for all records. */
  readonly selection: Selection | undefined;
  /** The newest job of the story that the selection took into account; undefined if it depends on none. */
  readonly newestInStory?: number | undefined;
}

const ALL_RECORDS: UploadPart = { parentId: null, selection: undefined };

/**
 * Creates a queued job with everything frozen that its batches depend on. Throws a UserError, before any job exists,
 * for invalid parameters or constants, for a file without a required column, and for a file that was deleted, or
 * re-read after `upload` was loaded.
 */
export async function createExport(newExport: NewExport, options: CreateExportOptions): Promise<Job> {
  const { connector, upload, authentication, parameters, matching = BY_NAME, part = ALL_RECORDS } = newExport;
  const { alreadyAccepted = 'skip', delivery = 'at_least_once', repeats = 'keep' } = newExport;
  const { fixesBytes = 0, domainKey = null } = newExport;
  const { destination = destinationOf(authentication, options.addresses) } = newExport;
  refuseDeleted(upload);
  const checked = parseInput(connector.parameters, parameters);
  refuseMissing(compilePlan(connector.fields, upload.header, matching).missing);
  const referenceTime = Math.floor(options.clock.now() / 1000);
  refuseConstants(connector.fields, matching.constants, { now: referenceTime, effects: options.effects });
  return options.newJobs.create({
    ...freezeExport({ connector, destination, checked, matching, alreadyAccepted, delivery, repeats }, options),
    uploadId: upload.id,
    folder: upload.folder,
    authenticationId: authentication.id,
    fixesBytes,
    domainKey,
    parentId: part.parentId,
    start: upload.start,
    ...(part.selection && { selection: part.selection }),
    ...(part.newestInStory !== undefined && { newestInStory: part.newestInStory }),
  });
}

/** Throws UserError `columns_missing`, which names the required fields that no column feeds. */
export function refuseMissing(missing: readonly { readonly name: string }[]): void {
  if (missing.length === 0) return;
  throw new UserError('columns_missing', {
    columns: missing.map(({ name }) => name),
    count: missing.length,
  });
}
