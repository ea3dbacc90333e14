import { FILE_TYPES } from '#lib/api/file-type.ts';
import { type Job, uploadOf } from '#lib/core/job/job.ts';
import { unavailableReason } from '#lib/operations/uploads/readable-upload.ts';
import { resultFile } from '#lib/runtime/queries/result-file.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import { fresh } from './answer.ts';
import { attachment } from './attachment.ts';

/** The full result of a query as a download, or an error response. */
export async function answerResult(job: Job, runtime: Runtime, type: 'csv' | 'json'): Promise<Response> {
  if (job.query === null || job.uploadId === null) return fresh({ code: 'job_without_result' }, 404);
  const gone = await unavailableReason(runtime.uploads.get(uploadOf(job)), runtime.files);
  if (gone) return fresh(gone, 410);
  const content = await resultFile(runtime, job.id, { type });
  return attachment(content, { name: `job-${job.id}.${type}`, type: FILE_TYPES[type].media });
}
