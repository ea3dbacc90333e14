export const SANDBOX = '/sandbox';

/** What the sandbox received for one ad account. */
export function sandboxAccountPath(account: string): string {
  return `${SANDBOX}?${new URLSearchParams({ account })}`;
}
