import { UserError } from '../core/errors.ts';
import { readJson } from './read-body.ts';
import type { Route } from './route.ts';
import { isAskedInQuery } from './route.ts';

/** What a request asks for beside the ids of its path; of an upload with the stream of its content. */
export async function readRequest(route: Route, request: Request): Promise<Record<string, unknown>> {
  if (!isAskedInQuery(route)) return readJson(request);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (!route.isUpload) return query;
  const digest = sha256Of(request.headers.get('content-digest'));
  return { ...query, ...(digest !== undefined && { sha256: digest }), content: request.body ?? emptyContent() };
}

async function* emptyContent(): AsyncGenerator<Uint8Array> {}

/** Of a Content-Digest (RFC 9530), in hex; other algorithms than sha-256 say nothing to us. */
function sha256Of(header: string | null): string | undefined {
  if (header === null) return undefined;
  const [, base64 = ''] = /(?:^|,)\s*sha-256\s*=\s*:([A-Za-z0-9+/]{43}=):/.exec(header) ?? [];
  if (base64 === '') throw new UserError('content_digest_malformed');
  return Buffer.from(base64, 'base64').toString('hex');
}
