import { createHmac } from 'node:crypto';

/** What a request to a provider contains so that its response is recognized. */
export interface SsoSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/**
 * The secrets of a request, derived from the token in the browser's cookie: nothing of them is stored, and a response is of use in that
 * browser only. The state begins with what the request is for.
 */
export function ssoSecretsOf(token: string, purpose: string): SsoSecrets {
  const derive = (use: string) => createHmac('sha256', token).update(`${purpose} ${use}`).digest('base64url');
  return { state: `${purpose}.${derive('state')}`, nonce: derive('nonce'), verifier: derive('verifier') };
}
