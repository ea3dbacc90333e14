import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A request's body as received. */
export interface RequestBody {
  /** Undefined for a body over the limit, which is measured and hashed, but not kept. */
  readonly bytes: Buffer | undefined;
  readonly length: number;
  readonly sha256: string;
  /** False if the connection broke before the end. */
  readonly isComplete: boolean;
}

/** Reads a body to its end, even if it is slow or over the limit: only then does the client receive the refusal. */
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
    return { bytes: undefined, length, sha256: hash.digest('hex'), isComplete: false };
  }
  const bytes = length <= maxBytes ? Buffer.concat(chunks) : undefined;
  return { bytes, length, sha256: hash.digest('hex'), isComplete: request.complete };
}
