import type { Connector } from '../../core/connector/connector.ts';
import type { Job } from '../../core/job/job.ts';
import { type Addresses, SANDBOX } from '../../core/job/job-destination.ts';
import type { Selection } from '../../core/record/selection.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { exportCall, minimalMatching, pintdCommand } from '../../core/view/job-command.ts';
import type { RerunInstructions } from '../../core/view/job-view.ts';

export interface DescribeRerunOptions {
  readonly jobs: { selection(id: number): Promise<Selection | undefined> };
  readonly uploads: { get(id: number): Promise<Upload> };
  readonly connectorOf: (type: string) => Connector;
  /** The addresses of this process. */
  readonly addresses: Addresses;
  /** The environment variable to put before a shell command so that its job has this destination; '' for none. */
  readonly baseUrlPrefix: (connector: string, destination: string | null) => string;
}

/**
 * How a job can be run again from a shell or by the API. File and parameters cannot describe builds, jobs of queries,
 * jobs of selected or fixed records, and jobs for another destination: such a job is itself re-run.
 */
export async function describeRerun(job: Job, options: DescribeRerunOptions): Promise<RerunInstructions> {
  const { id, mapping, constants } = job;
  const rerun = { command: `pintd job:rerun ${id}`, call: { path: `/jobs/${id}/rerun`, body: null } };
  const instructions = await describeByFile(job, options);
  return { ...(instructions ?? rerun), isWholeFile: instructions !== undefined, mapping, constants };
}

/** Undefined if file and parameters do not reproduce the job. */
async function describeByFile(job: Job, options: DescribeRerunOptions) {
  const { jobs, uploads, connectorOf, addresses, baseUrlPrefix } = options;
  const { id, query, uploadId, fixesBytes, connector, destination } = job;
  if (destination !== SANDBOX && destination !== addresses.apiBaseUrls[connector]) return undefined;
  if (query !== null || uploadId === null || fixesBytes > 0 || (await jobs.selection(id)) !== undefined)
    return undefined;
  const upload = await uploads.get(uploadId);
  const { fields } = connectorOf(job.connector);
  const matching = minimalMatching(fields, upload.header, job);
  const command = baseUrlPrefix(connector, destination) + pintdCommand(job, upload, { fields, matching });
  return { command, call: exportCall(job, matching) };
}
