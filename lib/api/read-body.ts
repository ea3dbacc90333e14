import { UserError } from '../core/errors.ts';

/** A mapping of the widest file that is taken fits; what is larger is no question but a file. */
export const MAX_BODY_BYTES = 4_000_000;

/** The body of a request. Throws UserError `api_body_too_large`. */
export async function readBody({ body }: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw new UserError('api_body_too_large', { max: MAX_BODY_BYTES });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The members of a JSON object; none of no text. Throws UserError `api_body_not_json`. */
export function membersOfJson(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (cause) {
    throw new UserError('api_body_not_json', {}, { cause });
  }
  throw new UserError('api_body_not_json');
}
