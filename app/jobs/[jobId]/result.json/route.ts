import { Readable } from 'node:stream';
import { answerAbout } from '../../../api/jobs/answer.ts';
import { attachment } from '../../../api/jobs/attachment.ts';
import { rowsOfResult } from '../../../api/jobs/result-rows.ts';

/** A query's whole result as JSON: an array of objects, missing values as null. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/result.json'>): Promise<Response> {
  return answerAbout(params, (job, runtime) =>
    rowsOfResult(job, runtime, (rows, header) =>
      attachment(Readable.from(jsonOf(rows, header), { objectMode: false }), {
        name: `job-${job.id}.json`,
        type: 'application/json',
      }),
    ),
  );
}

async function* jsonOf(rows: AsyncIterable<readonly string[]>, header: readonly string[]): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const cells of rows) {
    const record = Object.fromEntries(header.map((name, index) => [name, cells[index] || null]));
    yield separator + JSON.stringify(record);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
