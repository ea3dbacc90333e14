import { z } from 'zod';
import { readJson } from '#lib/api/read-body.ts';
import { parseInput } from '#lib/core/connector/parameters.ts';
import { declaredFacts } from '#lib/core/upload/upload-input.ts';
import { importUpload } from '#lib/operations/workbench/import-upload.ts';
import { importUploadOptions } from '#lib/runtime/queries/workbench.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import type { UploadParams } from '../../upload-response.ts';

const input = declaredFacts.extend({ database: z.string('database_required'), table: z.string('table_required') });

/** Imports a received file as a table; returns its number of records. */
export async function POST(request: Request, { params }: UploadParams): Promise<Response> {
  try {
    const table = parseInput(input, await readJson(request));
    const imported = await importUpload((await params).upload, table, importUploadOptions(await webRuntime()));
    return Response.json(imported, { status: 201 });
  } catch (error) {
    return failureResponse(error);
  }
}
