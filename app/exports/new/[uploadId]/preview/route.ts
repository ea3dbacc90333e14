import { z } from 'zod';
import { readJson } from '#lib/api/read-body.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { parseInput } from '#lib/core/connector/parameters.ts';
import { matchingInput } from '#lib/core/export/export-input.ts';
import { maskedEvent } from '#lib/core/record/masked-event.ts';
import { personalPaths } from '#lib/core/record/personal.ts';
import { previewExport } from '#lib/operations/exports/preview-export.ts';
import { rowsToSend } from '#lib/operations/exports/export-fixes.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import type { UploadParams } from '../load-upload.ts';

const MAX_RECORDS = 20;

const requestBody = matchingInput.extend({ personal: z.boolean().default(false) });

/** The first records as they would be sent with this mapping. A POST, to keep column names out of URLs. */
export async function POST(request: Request, { params }: UploadParams): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const { clock, prepareEffects: effects } = runtime;
    const upload = await readableUpload(runtime, Number((await params).uploadId));
    const { personal, ...matching } = parseInput(requestBody, await readJson(request));
    const connector = getFileConnector();
    const source = rowsToSend(runtime, upload, matching);
    const { records } = await previewExport({
      ...{ connector, upload, matching, source, clock, effects },
      limit: MAX_RECORDS,
    });
    const paths = personal ? [] : personalPaths(connector.fields);
    // The page does not show the cells of the file.
    const shown = records.map(({ cells: _, event, ...record }) => ({
      ...record,
      event: event && maskedEvent(event, paths),
    }));
    return Response.json({ records: shown, whole: records.length < MAX_RECORDS });
  } catch (error) {
    return failureResponse(error);
  }
}
