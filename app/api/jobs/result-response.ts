import { FILE_TYPES } from '#lib/commands/file-type.ts';
import { type Job, uploadOf } from '#lib/core/job/job.ts';
import { unavailableReason } from '#lib/operations/uploads/readable-upload.ts';
import { resultFile } from '#lib/runtime/queries/result-file.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import { attachment } from './attachment.ts';
import { uncachedJson } from './job-response.ts';

/** The full result of a query as a download, or an error response. */
export async function respondWithResult(job: Job, runtime: Runtime, type: 'csv' | 'json'): Promise<Response> {
  if (job.query === null || job.uploadId === null) return uncachedJson({ code: 'job_without_result' }, 404);
  const reason = await unavailableReason(runtime.uploads.get(uploadOf(job)), runtime.files);
  if (reason) return uncachedJson(reason, 410);
  const content = await resultFile(runtime, job.id, { type });
  return attachment(content, { name: `job-${job.id}.${type}`, type: FILE_TYPES[type].media });
}
