import { UserError } from '../core/errors.ts';
import { parseJson } from '../core/json-text.ts';

/** A mapping of the widest file that is taken fits; what is larger is no question but a file. */
const MOST_BYTES = 4_000_000;

/** The body of a request. Throws UserError `api_body_too_large`. */
export async function readBody({ body }: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new UserError('api_body_too_large', { max: MOST_BYTES });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The members of a JSON object; none of no text. Throws UserError `api_body_not_json`, or what parseJson throws. */
export function membersOfJson(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  const value = parseJson(text, 'body');
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new UserError('api_body_not_json');
}
