import { resultUploadOf } from '../../../core/job/job.ts';
import type { InOneTransaction } from '../../../core/transaction.ts';
import { numberValue } from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError } from '../../../core/workflow/operators/task-run.ts';
import { exportResult } from '../../exports/start-export.ts';
import { jobOf } from '../../jobs/control-job.ts';
import { readableUpload } from '../../uploads/readable-upload.ts';
import { type JobPorts, jobOperator } from './job-operator.ts';
import { jobOutcome, type ResultPorts } from './result-records.ts';
import { exportOfTask, type TargetPorts } from './result-target.ts';

export type TdResultExportPorts = JobPorts &
  ResultPorts &
  TargetPorts &
  Parameters<typeof exportResult>[1] &
  Parameters<typeof readableUpload>[0] & {
    readonly inOneTransaction: InOneTransaction;
  };

/** `td_result_export>` sends the result of a job that has ended. */
export function tdResultExportOperator(ports: TdResultExportPorts): Operator<AbortSignal> {
  return jobOperator(ports, {
    async submit(run, key) {
      const job = await jobOf(ports, numberValue(run.config['job_id'], 'job_id'));
      const queryExport = await exportOfTask(ports, run, run.config);
      if (!queryExport) throw new TaskError('td_result_export> needs result_connection');
      // Saved fixes become fixes of the file that a query writes; the file of an ended job does not change.
      if (queryExport.savedFixes?.length)
        throw new TaskError('a saved mapping with fixes needs td>, which runs the query');
      const upload = await readableUpload(ports, resultUploadOf(job));
      return ports.inOneTransaction(async () => {
        const existing = await ports.jobs.findByDomainKey(key);
        const exportJob = existing ?? (await exportResult({ ...queryExport, upload, domainKey: key }, ports));
        return exportJob.id;
      });
    },
    finish: (_, job) => jobOutcome(ports, job, { isStored: false, hasResult: false }),
  });
}
