import { UserError } from '../core/errors.ts';
import { parseJson } from '../core/text/json-text.ts';

/** The limit of most bodies, which is enough for a mapping of the widest accepted file. */
export const MAX_BODY_BYTES = 4_000_000;
/** The limit of a body with a workflow project, which is enough for the largest project with escaped texts. */
const MAX_PROJECT_BODY_BYTES = 24_000_000;
const PROJECTS = /^\/api\/(?:v1\/workflow-projects|workbench\/workflows\/(?:check|save))(?:\?|$)/;

/** The limit for a request target, which is a path with its query. */
export function maxBodyBytesOf(target: string): number {
  return PROJECTS.test(target) ? MAX_PROJECT_BODY_BYTES : MAX_BODY_BYTES;
}

/** The body of a request. Throws UserError `api_body_too_large`. */
export async function readBody({ body, url }: Request): Promise<Buffer> {
  const max = maxBodyBytesOf(new URL(url).pathname);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > max) throw new UserError('api_body_too_large', { max });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The members of the JSON object in a request's body; none if it is empty. Throws like `readBody` and `membersOfJson`.
 */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  return membersOfJson(await readBody(request));
}

/**
 * The members of a JSON object; none for an empty text. Throws UserError `api_body_not_json`, or what parseJson throws.
 */
export function membersOfJson(body: Buffer): Record<string, unknown> {
  const json = textOf(body);
  if (json.trim() === '') return {};
  const value = parseJson(json, 'body');
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new UserError('api_body_not_json');
}

/** Fatal, since replacement characters would change values silently. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new UserError('api_body_not_json');
  }
}
