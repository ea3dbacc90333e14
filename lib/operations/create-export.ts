import type { Authentication } from '../core/authentication.ts';
import type { Connector } from '../core/connector.ts';
import { UserError } from '../core/errors.ts';
import type { Delivery, FrozenExport, Job } from '../core/job.ts';
import { parseInput } from '../core/parameters.ts';
import { BY_NAME, compilePlan, type Matching } from '../core/plan.ts';
import type { Cursor } from '../core/row.ts';
import type { Upload } from '../core/upload.ts';
import { type FreezeOptions, freezeExport } from './freeze-export.ts';
import { refuseDeleted } from './readable-upload.ts';

export interface CreateExportOptions extends FreezeOptions {
  readonly jobs: {
    create(job: FrozenExport & { uploadId: number; authenticationId: number; start: Cursor }): Job;
  };
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
  /** How much of what was repaired beside the file is to be part of it. */
  readonly fixesBytes?: number;
}

/**
 * Makes a job that waits to be executed, with everything frozen that its batches depend on. Throws a UserError, before
 * any job exists, for parameters that cannot be meant and for a file without a required column.
 */
export function createExport(newExport: NewExport, options: CreateExportOptions): Job {
  const { connector, upload, authentication, parameters, matching = BY_NAME } = newExport;
  const { alreadyAccepted = 'skip', delivery = 'at_least_once', fixesBytes = 0 } = newExport;
  refuseDeleted(upload);
  const checked = parseInput(connector.parameters, parameters);
  refuseMissing(compilePlan(connector.fields, upload.header, matching).missing);
  return options.jobs.create({
    ...freezeExport({ connector, checked, matching, alreadyAccepted, delivery }, options),
    uploadId: upload.id,
    authenticationId: authentication.id,
    fixesBytes,
    start: upload.start,
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
