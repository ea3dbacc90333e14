import { Readable } from 'node:stream';
import { getTemplate } from '#lib/commands/rows/product.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';

/** A CSV with all recognized columns and one example record. */
export function GET(request: Request): Promise<Response> {
  return respond(request, async () => {
    const csv = await performRequest(getTemplate, {});
    return new Response(Readable.toWeb(csv) as ReadableStream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${getFileConnector().type}_template.csv"`,
      },
    });
  });
}
