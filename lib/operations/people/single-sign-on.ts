import { UserError } from '../../core/errors.ts';
import type { ProviderAccount, RoleRules, SsoPurpose, SsoRequest } from '../../core/people/single-sign-on.ts';
import type { OwnSession } from './sign-in.ts';

interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

type OpenIdRequest = Secrets & { readonly redirectUri: string };

/** The provider as configured. */
export interface Provider extends RoleRules {
  readonly issuer: string;
  readonly name: string;
}

export interface SsoOptions {
  readonly ssoRequests: {
    begin(request: Omit<SsoRequest, 'begunAt'>): Promise<string>;
    take(token: string, purpose: SsoPurpose): Promise<SsoRequest | undefined>;
  };
  readonly ssoSecretsOf: (token: string, purpose: SsoPurpose) => Secrets;
  readonly openIdProvider: OpenIdProvider | undefined;
}

interface OpenIdProvider {
  authorizationUrlFor(request: OpenIdRequest, isProof: boolean): Promise<string>;
  accountOf(request: OpenIdRequest, parameters: string): Promise<ProviderAccount>;
}

/** Where to redirect the browser, and the token for its cookie. */
export interface BegunSso {
  readonly url: string;
  readonly token: string;
}

/** Begins a sign-in at the provider. Throws UserError `sso_off`, `sso_unreachable` or `sso_misconfigured`. */
export async function beginSso(
  request: Omit<SsoRequest, 'begunAt'>,
  redirectUri: string,
  { ssoRequests, ssoSecretsOf, openIdProvider }: SsoOptions,
): Promise<BegunSso> {
  if (!openIdProvider) throw new UserError('sso_off');
  const token = await ssoRequests.begin(request);
  const secrets = ssoSecretsOf(token, request.purpose);
  const url = await openIdProvider.authorizationUrlFor({ ...secrets, redirectUri }, request.purpose === 'prove');
  return { url, token };
}

/** What a browser brings back from the provider. */
export interface SsoResponse {
  /** The token in its cookie. */
  readonly token: string;
  /** The query string of its URL. */
  readonly parameters: string;
  readonly redirectUri: string;
}

export interface CompletedSso {
  readonly request: SsoRequest;
  readonly account: ProviderAccount;
}

/**
 * The account that has signed in at the provider. Throws UserError `sso_over` unless this browser, with the same person
 * and session, began the request for this purpose, and single sign-on is still configured. Throws `sso_refused`,
 * `sso_denied`, `sso_unreachable` or `sso_misconfigured` if the provider confirms no account.
 */
export async function completeSso(
  purpose: SsoPurpose,
  own: OwnSession | null,
  { token, parameters, redirectUri }: SsoResponse,
  { ssoRequests, ssoSecretsOf, openIdProvider }: SsoOptions,
): Promise<CompletedSso> {
  const request = await ssoRequests.take(token, purpose);
  const isOwnRequest = request?.person === (own?.person ?? null) && request.session === (own?.session ?? null);
  if (!openIdProvider || !request || !isOwnRequest) throw new UserError('sso_over');
  const secrets = ssoSecretsOf(token, purpose);
  return { request, account: await openIdProvider.accountOf({ ...secrets, redirectUri }, parameters) };
}
