import { reportSessionEnd, UNAUTHORIZED } from './session-end.ts';

/** A request that failed or got no complete response. `message` is the server's, or empty. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** The HTTP status; undefined without a complete response. */
  readonly status: number | undefined;

  constructor(status: number | undefined, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/**
 * Requests JSON from one of the console's own route handlers. Throws RequestError, or the signal's reason when aborted.
 */
export async function requestJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const fail = (error: unknown): never => {
    init.signal?.throwIfAborted();
    throw new RequestError(undefined, '', { cause: error });
  };
  const response = await fetch(path, init).catch(fail);
  if (!response.ok) throw await errorOf(response);
  return response.json().catch(fail) as Promise<T>;
}

/** The error that a response describes. Reports the end of the session if that is the error. */
export async function errorOf(response: Response): Promise<RequestError> {
  if (response.status === UNAUTHORIZED) reportSessionEnd();
  return new RequestError(response.status, messageOf(await response.json().catch(() => undefined)));
}

/** The server's message. Checked without zod, since every page loads this file. */
function messageOf(body: unknown): string {
  const isObject = typeof body === 'object' && body !== null;
  return isObject && 'message' in body && typeof body.message === 'string' ? body.message : '';
}

export function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  return requestJson<T>(path, { signal, headers: { accept: 'application/json' } });
}

/** The options of a request that posts JSON, for parameters that do not belong in a URL. */
export function postJson(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
