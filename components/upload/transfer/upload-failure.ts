import { z } from 'zod';

/** Why an upload failed: a refusal of the server, an unexpected response, no response, or an unreadable file. */
export type UploadFault =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unexpected'; readonly status: number }
  | { readonly kind: 'network' }
  | { readonly kind: 'unreadable' };

export class UploadFailure extends Error {
  override readonly name = 'UploadFailure';
  readonly fault: UploadFault;

  constructor(fault: UploadFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

const refusal = z.object({ message: z.string().min(1) });

/** The failure described by an error response. */
export function failureOf(status: number, text: string): UploadFailure {
  const { data } = refusal.safeParse(parseJson(text));
  return new UploadFailure(data ? { kind: 'refused', message: data.message } : { kind: 'unexpected', status });
}

/** The value that a text describes; undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
