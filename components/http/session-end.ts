/** Dispatched on `window` when the visitor is no longer signed in. */
export const SESSION_ENDED = 'session-ended';

/** The status of responses to visitors who are not signed in. */
export const UNAUTHORIZED = 401;

export function reportSessionEnd(): void {
  window.dispatchEvent(new Event(SESSION_ENDED));
}

/**
 * Next does not report why a server action failed, so this requests a URL that every signed-in person may read.
 */
export async function reportIfSessionEnded(): Promise<void> {
  const response = await fetch('/api/jobs?ids=0').catch(() => undefined);
  if (response?.status === UNAUTHORIZED) reportSessionEnd();
}
