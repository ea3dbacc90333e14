import type { Connector } from '../core/connector.ts';
import type { Job } from '../core/job.ts';
import { exportCall, pintdCommand, shortMatching } from '../core/job-command.ts';
import type { WaysAgain } from '../core/job-view.ts';
import type { Selection } from '../core/selection.ts';
import type { Upload } from '../core/upload.ts';

export interface DescribeAgainOptions {
  readonly jobs: { selection(id: number): Selection | undefined };
  readonly connector: Connector;
}

/**
 * How the export of a job can be made again by other ways than its own page. A job of some records, or of repaired ones,
 * is more than a file and its parameters: only the job itself tells what it sent.
 */
export function describeAgain(
  job: Job,
  { id: upload, name, header }: Upload,
  { jobs, connector }: DescribeAgainOptions,
): WaysAgain {
  const { id, mapping, constants, fixesBytes } = job;
  const isWholeFile = fixesBytes === 0 && jobs.selection(id) === undefined;
  const matching = shortMatching(connector.fields, header, job);
  return {
    command: isWholeFile ? pintdCommand(job, name, matching) : `pintd job:rerun ${id}`,
    call: isWholeFile ? exportCall(job, matching) : { path: `/jobs/${id}/rerun`, body: null },
    ...{ isWholeFile, upload, mapping, constants },
  };
}
