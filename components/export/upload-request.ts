import { z } from 'zod';

/** What the person says of how the file is written; empty: the console looks for itself. */
export interface UploadFormat {
  readonly encoding: string;
  readonly delimiter: string;
}

export type UploadAnswer =
  | { readonly kind: 'taken'; readonly id: number }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unexpected'; readonly status: number }
  | { readonly kind: 'broken' };

export interface UploadRequest extends UploadFormat {
  readonly file: File;
  readonly sha256: string | undefined;
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

/** The bytes of a file to the console. XMLHttpRequest, because fetch does not tell how much has been sent. */
export function requestUpload({ file, onProgress, signal, ...facts }: UploadRequest): Promise<UploadAnswer> {
  const request = new XMLHttpRequest();
  signal.addEventListener('abort', () => request.abort());
  return new Promise((resolve) => {
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => resolve(answerOf(request));
    request.onerror = () => resolve({ kind: 'broken' });
    request.ontimeout = () => resolve({ kind: 'broken' });
    request.open('POST', `/api/uploads?${query(file, facts)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

function query({ name, size }: File, { encoding, delimiter, sha256 }: UploadFormat & { sha256: string | undefined }) {
  const facts = { name, bytes: String(size), encoding, delimiter, sha256: sha256 ?? '' };
  return new URLSearchParams(Object.entries(facts).filter(([, fact]) => fact !== ''));
}

const taken = z.object({ id: z.number() });
const refused = z.object({ message: z.string().min(1) });

function answerOf({ status, responseText }: XMLHttpRequest): UploadAnswer {
  const body = parse(responseText);
  const id = taken.safeParse(body);
  if (status === 201 && id.success) return { kind: 'taken', id: id.data.id };
  const refusal = refused.safeParse(body);
  return refusal.success ? { kind: 'refused', message: refusal.data.message } : { kind: 'unexpected', status };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
