import { csvText } from '#lib/runtime/files.ts';
import { answerAbout } from '../../../api/jobs/answer.ts';
import { attachment } from '../../../api/jobs/attachment.ts';
import { rowsOfResult } from '../../../api/jobs/result-rows.ts';

/** A query's whole result as CSV. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/result.csv'>): Promise<Response> {
  return answerAbout(params, (job, runtime) =>
    rowsOfResult(job, runtime, (rows, header) =>
      attachment(csvText(withHeader(rows, header)), { name: `job-${job.id}.csv`, type: 'text/csv' }),
    ),
  );
}

async function* withHeader(
  rows: AsyncIterable<readonly string[]>,
  header: readonly string[],
): AsyncGenerator<readonly string[]> {
  yield header;
  yield* rows;
}
