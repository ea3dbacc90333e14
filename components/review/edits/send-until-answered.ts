/** How long to wait for the console before a request is sent again. */
const RETRY_MS = 2000;

/**
 * Sends a request again and again until there is a response; it must do nothing the second time. `send` resolves to
 * undefined without a response. Resolves to undefined if the person discards the request before there is one.
 */
export async function sendUntilAnswered<Response>(
  send: () => Promise<Response | undefined>,
  { discarded, onUnanswered }: { discarded: AbortSignal; onUnanswered: () => void },
): Promise<Response | undefined> {
  while (!discarded.aborted) {
    const response = await send();
    if (response !== undefined || discarded.aborted) return response;
    onUnanswered();
    await retryTime(discarded);
  }
  return undefined;
}

/** Resolves once it is time to send again, or the request is discarded. */
function retryTime(discarded: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, RETRY_MS);
  const waited = new AbortController();
  const { signal } = waited;
  addEventListener('online', () => resolve(), { signal });
  discarded.addEventListener('abort', () => resolve(), { signal });
  return promise.finally(() => {
    clearTimeout(timer);
    waited.abort(); // removes the listeners, of which there would otherwise be more with each try
  });
}
