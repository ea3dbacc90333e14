import { type Finding, finding } from '../../core/security/finding.ts';
import type { Provider } from './single-sign-on.ts';

/** Finds what could be safer about the configured identity provider; nothing without one. */
export function checkSingleSignOn(provider: Provider | undefined): Finding[] {
  if (!provider) return [];
  const { issuer, defaultRole: role } = provider;
  return [
    ...(issuer.startsWith('http:') ? [finding('sso_plain_http', { issuer })] : []),
    ...(role === 'viewer' ? [finding('sso_everyone', { issuer })] : []),
    ...(role === 'operator' || role === 'admin' ? [finding('sso_everyone_writes', { issuer, role })] : []),
  ];
}
