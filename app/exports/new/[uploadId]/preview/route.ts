import { z } from 'zod';
import { readJson } from '#lib/api/read-body.ts';
import { parseInput } from '#lib/core/connector/parameters.ts';
import { matchingInput } from '#lib/core/export/export-input.ts';
import { maskedEvent } from '#lib/core/record/masked-event.ts';
import { personalPaths } from '#lib/core/record/personal.ts';
import { previewExport } from '#lib/operations/exports/preview-export.ts';
import { rowsToSend } from '#lib/operations/exports/rows-to-send.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { failureResponse } from '#lib/web/answer-failure.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { exportConnector } from '../../../export-connector.ts';
import type { UploadParams } from '../load-upload.ts';

const RECORDS = 20;

const asked = matchingInput.extend({ personal: z.boolean().default(false) });

/** The first records as an export with this mapping would send them. A POST, so that no column's name is in an address. */
export async function POST(request: Request, { params }: UploadParams): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const { clock, prepareEffects: effects } = runtime;
    const upload = await readableUpload(runtime, Number((await params).uploadId));
    const { personal, ...matching } = parseInput(asked, await readJson(request));
    const connector = exportConnector();
    const source = rowsToSend(runtime, upload, matching);
    const { records } = await previewExport({
      ...{ connector, upload, matching, source, clock, effects },
      limit: RECORDS,
    });
    const paths = personal ? [] : personalPaths(connector.fields);
    // The cells are the file's own, and the page shows none of them.
    const shown = records.map(({ cells: _, event, ...record }) => ({
      ...record,
      event: event && maskedEvent(event, paths),
    }));
    return Response.json({ records: shown, whole: records.length < RECORDS });
  } catch (error) {
    return failureResponse(error);
  }
}
