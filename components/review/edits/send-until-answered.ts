/** How long to wait for the console before a request is sent again. */
const RETRY_MS = 2000;

export interface Answer<Response> {
  /** Undefined if the person discarded the request before there was a response. */
  readonly response: Response | undefined;
  /** Whether the request was sent more than once, so that an earlier one may have been performed. */
  readonly isRepeated: boolean;
}

/** Sends a request again and again until there is a response; it must do nothing the second time. */
export async function sendUntilAnswered<Response>(
  send: () => Promise<Response>,
  { discarded, onUnanswered }: { discarded: AbortSignal; onUnanswered: () => void },
): Promise<Answer<Response>> {
  for (let tries = 1; !discarded.aborted; tries++) {
    const response = await send().catch(() => undefined);
    if (response !== undefined) return { response, isRepeated: tries > 1 };
    if (discarded.aborted) break;
    onUnanswered();
    await retryTime(discarded);
  }
  return { response: undefined, isRepeated: true };
}

/** Resolves once it is time to send again, or the request is discarded. */
function retryTime(discarded: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, RETRY_MS);
  addEventListener('online', () => resolve(), { once: true, signal: discarded });
  discarded.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
