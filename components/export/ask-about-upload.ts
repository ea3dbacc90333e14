/** Asks one of an upload's route handlers. Throws with the words of the server, or with none where it gave no answer. */
export async function askAboutUpload<T>(
  upload: number,
  question: 'preview' | 'accepted',
  body: unknown,
  signal: AbortSignal,
): Promise<T> {
  const response = await fetch(`/exports/new/${upload}/${question}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  if (response.ok) return response.json();
  const failure: { message?: string } = await response.json().catch(() => ({}));
  throw new Error(failure.message ?? '');
}
