import { z } from 'zod';
import { failureOf } from '#lib/action-result.ts';
import { mappingInput } from '#lib/core/export-input.ts';
import { parseInput } from '#lib/core/parameters.ts';
import { previewExport } from '#lib/operations/preview-export.ts';
import { readableUpload } from '#lib/operations/readable-upload.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { exportConnector } from '../../../export-connector.ts';
import type { UploadParams } from '../load-upload.ts';

const RECORDS = 20;

const asked = z.object({ mapping: mappingInput });

/** The first records as an export with this mapping would send them. A POST, so that no column's name is in an address. */
export async function POST(request: Request, { params }: UploadParams): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const { rowsOf, clock, prepareEffects: effects } = runtime;
    const upload = await readableUpload(runtime, Number((await params).uploadId));
    const { mapping } = parseInput(asked, await request.json());
    const { records } = await previewExport({
      ...{ connector: exportConnector(), upload, mapping, source: rowsOf(upload), clock, effects },
      limit: RECORDS,
    });
    // The cells are the file's own, and the page shows none of them.
    const shown = records.map(({ cells: _, ...record }) => record);
    return Response.json({ records: shown, whole: records.length < RECORDS });
  } catch (error) {
    const failure = await failureOf(error);
    return Response.json(failure, { status: failure.code === 'unexpected' ? 500 : 422 });
  }
}
