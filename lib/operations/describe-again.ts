import type { Connector } from '../core/connector.ts';
import type { Job } from '../core/job.ts';
import { exportBody, pintdCommand, shortMatching } from '../core/job-command.ts';
import type { WaysAgain } from '../core/job-view.ts';
import type { Upload } from '../core/upload.ts';

/** How the export of a job can be made again by other ways than its own page. */
export function describeAgain(job: Job, { id, name, header }: Upload, { fields }: Connector): WaysAgain {
  const matching = shortMatching(fields, header, job);
  return {
    command: pintdCommand(job, name, matching),
    body: exportBody(job, matching),
    upload: id,
    mapping: job.mapping,
    constants: job.constants,
  };
}
