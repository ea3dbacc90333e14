/** An answer that was not what was asked for; `body` is what it said instead. */
export class AnswerError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`answered ${status}`);
    this.name = 'AnswerError';
    this.status = status;
    this.body = body;
  }
}

/** Asks one of the console's own route handlers. */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new AnswerError(response.status, body);
  return body as T;
}
