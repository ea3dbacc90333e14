import type { Authentication } from '../core/authentication.ts';
import type { Connector } from '../core/connector.ts';
import { UserError } from '../core/errors.ts';
import {
  authenticationOf,
  isFinal,
  isResumable,
  type Job,
  type Outcome,
  type Resendable,
  uploadOf,
} from '../core/job.ts';
import { allFrom, merged, type Selection, without } from '../core/selection.ts';
import { type Upload, unreadBytes } from '../core/upload.ts';
import { jobOf } from './control-job.ts';
import { type CreateExportOptions, createExport } from './create-export.ts';
import { readableUpload } from './readable-upload.ts';

export interface AgainOptions extends CreateExportOptions {
  readonly jobs: CreateExportOptions['jobs'] & {
    find(id: number): Job | undefined;
    selection(id: number): Selection | undefined;
  };
  readonly ranges: {
    noted(job: number, statuses: readonly Outcome[]): Selection;
    withCode(job: number, code: string): Selection;
    settled(job: number): Selection;
  };
  readonly uploads: { get(id: number): Upload };
  readonly files: { has(folder: string): Promise<boolean> };
  readonly authentications: { get(id: number): Authentication };
  readonly connectorOf: (type: string) => Connector;
}

/**
 * Makes a job that sends the records of an ended one which had one of these outcomes, with the same event ids, to where
 * they were to go. It waits to be executed. Throws a UserError where nothing is to be sent, or not by this way.
 */
export async function resendRecords(
  options: AgainOptions,
  { id, statuses }: { id: number; statuses: readonly Resendable[] },
): Promise<Job> {
  const job = jobOf(options, id);
  if (!isFinal(job.state)) throw new UserError('resend_not_ended', { id, state: job.state });
  // What may still go out with the job itself would go out twice.
  if (statuses.includes('not_sent') && isResumable(job)) throw new UserError('resend_resumable', { id });
  if (statuses.includes('uncertain') && job.state !== 'killed') throw new UserError('resend_undecided', { id });
  const upload = await readableUpload(options, uploadOf(job));
  const selection = selectionOf(options, job, upload, statuses);
  if (selection.length === 0) throw new UserError('nothing_to_resend', { id });
  return again(options, job, upload, { parentId: id, selection, fixesBytes: job.fixesBytes });
}

/** Makes a job that sends this part of a job's file as that job did. */
export function again(
  options: AgainOptions,
  job: Job,
  upload: Upload,
  part: { parentId: number | null; selection: Selection | undefined; fixesBytes: number },
): Job {
  const { parameters, mapping, constants, alreadyAccepted, delivery } = job;
  const authentication = options.authentications.get(authenticationOf(job));
  const frozen = { parameters, alreadyAccepted, delivery, matching: { mapping, constants } };
  const connector = options.connectorOf(job.connector);
  const { fixesBytes, ...again } = part;
  return createExport({ ...frozen, connector, upload, authentication, fixesBytes, again }, options);
}

function selectionOf(options: AgainOptions, job: Job, upload: Upload, statuses: readonly Resendable[]): Selection {
  const noted = options.ranges.noted(
    job.id,
    statuses.filter((status) => status !== 'not_sent'),
  );
  return statuses.includes('not_sent') ? merged([...noted, ...notSentOf(options, job, upload)]) : noted;
}

/**
 * The ledger has no row for most records that were not sent: they are those of the job that no settled batch covers and
 * that are not noted as anything else. What another job got accepted would only be left out again.
 */
function notSentOf({ jobs, ranges }: AgainOptions, { id, cursor }: Job, upload: Upload): Selection {
  const all = jobs.selection(id) ?? allFrom(1);
  const others = ranges.noted(id, ['accepted', 'rejected', 'invalid', 'uncertain']);
  const leftOut = ranges.withCode(id, 'already_accepted');
  const behindTheEnd = unreadBytes(upload, cursor) === 0 ? allFrom(cursor.record + 1) : [];
  return without(all, merged([...ranges.settled(id), ...others, ...leftOut, ...behindTheEnd]));
}
