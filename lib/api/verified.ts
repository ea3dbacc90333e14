import { createHash } from 'node:crypto';
import { UserError } from '../core/errors.ts';

/** The bytes as they come. At their end it throws UserError `upload_damaged` where their SHA-256 is another one. */
export async function* verified(content: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw new UserError('upload_damaged');
}
