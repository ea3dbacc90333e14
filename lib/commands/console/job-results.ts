import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { UserError } from '../../core/errors.ts';
import { maskRecords } from '../../core/query/masked-records.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { previewResult } from '../../operations/workbench/preview-result.ts';
import { resultFile } from '../../runtime/queries/result-file.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineInternalCommand, idInPath } from '../command.ts';
import { concealRecords, forActor } from '../concealed/concealed.ts';

/** Throws UserErrors `job_unknown` and `job_without_result`. */
async function jobWithResult(runtime: Runtime, id: number) {
  const job = await jobOf(runtime, id);
  if (job.query === null || job.uploadId === null) throw new UserError('job_without_result', { id });
  return job;
}

function resultView(id: string, permission: 'jobs.read' | 'values.show') {
  const showPersonal = permission === 'values.show';
  return defineInternalCommand({
    id,
    permission,
    effect: showPersonal ? 'shows' : 'reads',
    input: z.object({ job: idInPath }),
    async run({ job }, runtime, actor) {
      const { total, ...preview } = await previewResult(await jobWithResult(runtime, job), runtime);
      const masked = () => ({ ...preview, ...maskRecords(preview, getFileConnector().fields) });
      const shown = showPersonal ? preview : masked();
      return { ...forActor(actor, shown, concealRecords), total };
    },
  });
}

/** The first records of a query's result; personal values are masked. */
export const viewResult = resultView('viewResult', 'jobs.read');
export const viewPersonalResult = resultView('viewPersonalResult', 'values.show');

/** The full result of a query as a file: CSV, or a JSON array of objects with missing values as null. */
export const downloadResult = defineInternalCommand({
  id: 'downloadResult',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: z.object({ job: idInPath, type: z.enum(['csv', 'json']) }),
  async run({ job, type }, runtime) {
    const { id } = await jobWithResult(runtime, job);
    return { content: await resultFile(runtime, id, { type }), name: `job-${id}.${type}` };
  },
});
