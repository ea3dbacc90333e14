import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A request's body as it came. */
export interface RequestBody {
  /** Undefined for a body over the bound: it is counted and hashed, but not kept. */
  readonly bytes: Buffer | undefined;
  readonly length: number;
  readonly sha256: string;
  /** False where the connection broke before the end. */
  readonly complete: boolean;
}

/** Reads to the end, at whatever pace; a body over the bound is read too, so that its sender can hear the refusal. */
export async function readRequestBody(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  const hash = createHash('sha256');
  let chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      hash.update(chunk);
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else chunks = [];
    }
  } catch {
    return { bytes: undefined, length, sha256: hash.digest('hex'), complete: false };
  }
  const bytes = length <= maxBytes ? Buffer.concat(chunks) : undefined;
  return { bytes, length, sha256: hash.digest('hex'), complete: request.complete };
}
