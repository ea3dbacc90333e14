import { Readable } from 'node:stream';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { templateCsv } from '#lib/runtime/reading/files.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** A CSV with all recognized columns and one example record. */
export async function GET(): Promise<Response> {
  const connector = getFileConnector();
  const csv = templateCsv(await webRuntime(), connector);
  return new Response(Readable.toWeb(csv) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${connector.type}_template.csv"`,
    },
  });
}
