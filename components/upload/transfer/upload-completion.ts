import { z } from 'zod';
import { BACKOFF, waitForNetwork } from './upload-backoff.ts';
import { failureOf, parseJson, UploadFailure } from './upload-failure.ts';

/** The format chosen by the person; empty values are detected. */
export interface UploadFormat {
  readonly format: string;
  readonly encoding: string;
  readonly delimiter: string;
}

export interface CompletionOptions {
  readonly signal: AbortSignal;
  /** Called after a request without a response. */
  readonly onLost: () => void;
  /** Called before each request. */
  readonly onRequest: () => void;
  /** Its event `retry` ends the wait for the next request. */
  readonly retryEvents: EventTarget;
}

/** Completes an upload whose bytes have all arrived; the result is passed to `onCompleted`. */
export type CompleteUpload = (
  address: string,
  sha256: string,
  format: UploadFormat,
  options: CompletionOptions,
) => Promise<number>;

const completedUpload = z.object({ id: z.number() });

/**
 * Requests that the server checks a file whose bytes have all arrived, and returns the ID of the upload. The request is
 * idempotent, so it is repeated until there is a response.
 */
export async function completeUpload(
  address: string,
  sha256: string,
  format: UploadFormat,
  { signal, onLost, onRequest, retryEvents }: CompletionOptions,
): Promise<number> {
  for (const delayMs of BACKOFF) {
    onRequest();
    const response = await post(`${address}/complete`, { sha256, ...formatOverrides(format) }, signal);
    signal.throwIfAborted();
    if (response) return idOf(response.status, response.text);
    onLost();
    await waitForNetwork(delayMs, signal, retryEvents);
    signal.throwIfAborted();
  }
  throw new UploadFailure({ kind: 'network' });
}

/** The status of most refusals, such as that of a file that can never be exported. */
const UNPROCESSABLE = 422;

/**
 * Requests that the server checks the beginning of a file while the rest is being sent. Rejects if the file can never
 * be exported; other failures, such as a missing response, are ignored.
 */
export async function checkUpload(address: string, format: UploadFormat, signal: AbortSignal): Promise<void> {
  const response = await post(`${address}/check`, formatOverrides(format), signal);
  if (response?.status === UNPROCESSABLE) throw failureOf(response.status, response.text);
}

interface SingleRequest<Schema extends z.ZodType> extends Pick<CompletionOptions, 'signal'> {
  readonly body: object;
  readonly format: UploadFormat;
  /** The schema of the response. */
  readonly schema: Schema;
}

/** Makes a request that must not be repeated. Rejects if there is no response, or if it does not match the schema. */
export async function requestOnce<Schema extends z.ZodType>(
  address: string,
  { body, format, schema, signal }: SingleRequest<Schema>,
): Promise<z.output<Schema>> {
  const response = await post(address, { ...body, ...formatOverrides(format) }, signal);
  signal.throwIfAborted();
  if (!response) throw new UploadFailure({ kind: 'network' });
  const { data } = schema.safeParse(parseJson(response.text));
  if (!data) throw failureOf(response.status, response.text);
  return data;
}

function formatOverrides({ format, encoding, delimiter }: UploadFormat) {
  return { ...(format && { format }), ...(encoding && { encoding }), ...(delimiter && { delimiter }) };
}

async function post(address: string, body: unknown, signal: AbortSignal) {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body), signal });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

function idOf(status: number, text: string): number {
  const { data } = completedUpload.safeParse(parseJson(text));
  if (!data) throw failureOf(status, text);
  return data.id;
}
