import { z } from 'zod';

/** Why an upload ended: the console's own words, an answer it should not give, no answer, or a file that has gone. */
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

/** What an answer says that is not the one hoped for. */
export function failureOf(status: number, text: string): UploadFailure {
  const { data } = refusal.safeParse(parseJson(text));
  return new UploadFailure(data ? { kind: 'refused', message: data.message } : { kind: 'unexpected', status });
}

/** Undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
