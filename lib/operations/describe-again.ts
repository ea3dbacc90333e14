import type { Connector } from '../core/connector.ts';
import type { Job } from '../core/job.ts';
import { exportCall, pintdCommand, shortMatching } from '../core/job-command.ts';
import type { WaysAgain } from '../core/job-view.ts';
import type { Selection } from '../core/selection.ts';
import type { Upload } from '../core/upload.ts';

export interface DescribeAgainOptions {
  readonly jobs: { selection(id: number): Selection | undefined };
  readonly uploads: { get(id: number): Upload };
  readonly connectorOf: (type: string) => Connector;
}

/**
 * How a job can be done again by other ways than its own page. A job of a query, of some records, or of repaired ones is
 * more than a file and its parameters: only the job itself tells what it sent.
 */
export function describeAgain(job: Job, options: DescribeAgainOptions): WaysAgain {
  const { id, mapping, constants } = job;
  const byItself = { command: `pintd job:rerun ${id}`, call: { path: `/jobs/${id}/rerun`, body: null } };
  const whole = byFile(job, options);
  return { ...(whole ?? byItself), isWholeFile: whole !== undefined, mapping, constants };
}

/** Undefined where the job's file alone does not tell what it sent. */
function byFile(job: Job, { jobs, uploads, connectorOf }: DescribeAgainOptions) {
  const { id, query, uploadId, fixesBytes } = job;
  if (query !== null || uploadId === null || fixesBytes > 0 || jobs.selection(id) !== undefined) return undefined;
  const upload = uploads.get(uploadId);
  const { fields } = connectorOf(job.connector);
  const matching = shortMatching(fields, upload.header, job);
  return { command: pintdCommand(job, upload, { fields, matching }), call: exportCall(job, matching) };
}
