/** A question whose parts do not belong into an address that is kept. */
export function asPost(asked: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked) };
}

/** Asks one of a review's route handlers. Throws with the words of the server, or with none where it gave no answer. */
export async function askReview<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch((error: unknown) => {
    init.signal?.throwIfAborted();
    throw new Error('', { cause: error });
  });
  if (response.ok) return response.json();
  const failure: { message?: string } = await response.json().catch(() => ({}));
  throw new Error(failure.message ?? '');
}
