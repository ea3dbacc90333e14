import { createHmac } from 'node:crypto';

/** The secrets in a request to a provider, by which its response is recognized. */
export interface SsoSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/**
 * The secrets of a request, derived from the token in the browser's cookie. They are not stored, and a response can
 * only be used in that browser. The state begins with the purpose of the request.
 */
export function ssoSecretsOf(token: string, purpose: string): SsoSecrets {
  const derive = (use: string) => createHmac('sha256', token).update(`${purpose} ${use}`).digest('base64url');
  return { state: `${purpose}.${derive('state')}`, nonce: derive('nonce'), verifier: derive('verifier') };
}
