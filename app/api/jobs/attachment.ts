import { Readable } from 'node:stream';

/** A file to be saved. It may hold a customer's values: no one keeps a copy, and no browser takes it for a page. */
export function attachment(content: Readable, { name, type }: { name: string; type: string }): Response {
  return new Response(Readable.toWeb(content) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': disposition(name),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

/** RFC 6266: a plain name for the old, the name itself for the others. */
function disposition(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
