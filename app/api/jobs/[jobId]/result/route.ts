import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { maskRecords } from '#lib/core/query/masked-records.ts';
import { previewResult } from '#lib/operations/workbench/preview-result.ts';
import { respond } from '../../../workbench/workbench-response.ts';
import { respondForJob, uncachedJson } from '../../job-response.ts';

/** The first records of a query's result. `personal=shown` unmasks personal values. */
export function GET(request: Request, { params }: RouteContext<'/api/jobs/[jobId]/result'>): Promise<Response> {
  return respondForJob(params, async (job, runtime) => {
    if (job.query === null || job.uploadId === null) return uncachedJson({ code: 'job_without_result' }, 404);
    const isShown = new URL(request.url).searchParams.get('personal') === 'shown';
    return respond(request, async () => {
      const { total, ...preview } = await previewResult(job, runtime);
      return { ...(isShown ? preview : maskRecords(preview, getFileConnector().fields)), total };
    });
  });
}
