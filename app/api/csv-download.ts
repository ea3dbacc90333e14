import { Readable } from 'node:stream';

export function csvDownload(csv: Readable, name: string): Response {
  return download(csv, { name, type: 'text/csv; charset=utf-8' });
}

/** Text to be saved under a name, and kept nowhere on the way. */
export function download(text: Readable, { name, type }: { name: string; type: string }): Response {
  return new Response(Readable.toWeb(text) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': type,
      'content-disposition': attachment(name),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

/** RFC 6266: a plain name for the old, the name itself for the others. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
