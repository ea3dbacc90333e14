import { UserError } from '../core/errors.ts';
import { readJson } from './read-body.ts';
import { type Route, takesQuery } from './route.ts';

/** The input of a request apart from the ids of its path; for an upload, with the content as a stream. */
export async function readRequest(route: Route, request: Request): Promise<Record<string, unknown>> {
  if (!takesQuery(route)) return readJson(request);
  const query = readQuery(new URL(request.url).searchParams);
  if (!route.isUpload) return query;
  const digest = sha256Of(request.headers.get('content-digest'));
  return { ...query, ...(digest !== undefined && { sha256: digest }), content: request.body ?? emptyContent() };
}

/** Throws UserError `parameter_twice`, because only one of the values would be used. */
function readQuery(parameters: URLSearchParams): Record<string, string> {
  const names = [...parameters.keys()];
  const field = names.find((name, index) => names.indexOf(name) < index);
  if (field !== undefined) throw new UserError('parameter_twice', { field }, { field });
  return Object.fromEntries(parameters);
}

async function* emptyContent(): AsyncGenerator<Uint8Array> {}

/** The SHA-256 of a Content-Digest header (RFC 9530), in hex; other algorithms are not supported. */
function sha256Of(header: string | null): string | undefined {
  if (header === null) return undefined;
  const [, base64 = ''] = /(?:^|,)\s*sha-256\s*=\s*:([A-Za-z0-9+/]{43}=):/.exec(header) ?? [];
  if (base64 === '') throw new UserError('content_digest_malformed');
  return Buffer.from(base64, 'base64').toString('hex');
}
