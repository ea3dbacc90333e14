/** The event of a page whose reader is no longer signed in. */
export const SESSION_ENDED = 'session-ended';

/** The status of requests of somebody who is not signed in. */
export const UNAUTHORIZED = 401;

export function reportSessionEnd(): void {
  window.dispatchEvent(new Event(SESSION_ENDED));
}

/** Next does not tell why a server action got no answer, so an address that everybody who is signed in may read is requested. */
export async function reportIfSessionEnded(): Promise<void> {
  const response = await fetch('/api/jobs?ids=0').catch(() => undefined);
  if (response?.status === UNAUTHORIZED) reportSessionEnd();
}
