import { createHash } from 'node:crypto';
import { UserError } from '../../core/errors.ts';

/** Passes the content through. Throws UserError `upload_damaged` at the end if the SHA-256 differs. */
export async function* verifySha256(content: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw new UserError('upload_damaged');
}
