/** The event of a page whose reader is no longer signed in. */
export const SESSION_ENDED = 'session-ended';

/** The status of requests of somebody who is not signed in. */
export const UNAUTHORIZED = 401;

export function reportSessionEnd(): void {
  window.dispatchEvent(new Event(SESSION_ENDED));
}

/**
 * Next does not report why a server action failed, so this requests an address that everybody who is signed in may
 * read.
 */
export async function reportIfSessionEnded(): Promise<void> {
  const response = await fetch('/api/jobs?ids=0').catch(() => undefined);
  if (response?.status === UNAUTHORIZED) reportSessionEnd();
}
