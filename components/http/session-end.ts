/** Dispatched on `window` when the visitor is no longer signed in. */
export const SESSION_ENDED = 'session-ended';

/** The status of responses to visitors who are not signed in. */
export const UNAUTHORIZED = 401;

export function reportSessionEnd(): void {
  window.dispatchEvent(new Event(SESSION_ENDED));
}

/**
 * Next does not report why a server action failed, so this requests a URL that every signed-in person may read.
 * Resolves to whether the session has ended.
 */
export async function reportIfSessionEnded(): Promise<boolean> {
  const response = await fetch('/api/jobs?ids=0').catch(() => undefined);
  const hasEnded = response?.status === UNAUTHORIZED;
  if (hasEnded) reportSessionEnd();
  return hasEnded;
}
