import { Readable } from 'node:stream';

/** A download. Caching and content sniffing are disabled, because it may contain customer values. */
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

/** RFC 6266: an ASCII name for old clients, the real name for others. */
function disposition(name: string): string {
  const asciiName = name.replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${asciiName}"; filename*=UTF-8''${encoded}`;
}
