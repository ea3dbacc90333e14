import { UserError } from '../core/errors.ts';
import type { Route } from './route.ts';
import { isAskedInQuery } from './route.ts';

/** A mapping of the widest file that is taken fits; what is larger is no question but a file. */
const MOST_BYTES = 4_000_000;

/** What a request asks for beside the ids of its path; of an upload with the stream of its content. */
export async function readRequest(route: Route, request: Request): Promise<Record<string, unknown>> {
  if (!isAskedInQuery(route)) return readJson(request);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (!route.isUpload) return query;
  const digest = sha256Of(request.headers.get('content-digest'));
  return { ...query, ...(digest !== undefined && { sha256: digest }), content: request.body ?? emptyContent() };
}

async function* emptyContent(): AsyncGenerator<Uint8Array> {}

/** No body is an empty object. Throws UserError `api_body_not_json` or `api_body_too_large`. */
async function readJson(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request);
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (cause) {
    throw new UserError('api_body_not_json', {}, { cause });
  }
  throw new UserError('api_body_not_json');
}

async function readText({ body }: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new UserError('api_body_too_large', { max: MOST_BYTES });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Of a Content-Digest (RFC 9530), in hex; other algorithms than sha-256 say nothing to us. */
function sha256Of(header: string | null): string | undefined {
  if (header === null) return undefined;
  const [, base64 = ''] = /(?:^|,)\s*sha-256\s*=\s*:([A-Za-z0-9+/]{43}=):/.exec(header) ?? [];
  if (base64 === '') throw new UserError('content_digest_malformed');
  return Buffer.from(base64, 'base64').toString('hex');
}
