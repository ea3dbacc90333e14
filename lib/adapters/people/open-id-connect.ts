import type * as OpenId from 'openid-client';
import type { Agent, fetch } from 'undici';
import { isLoopback } from '../../core/access/loopback.ts';
import { UserError } from '../../core/errors.ts';
import type { ProviderAccount } from '../../core/people/single-sign-on.ts';
import { accountOf, type Claims } from './open-id-account.ts';
import { errorOfDiscovery, errorOfResponse } from './open-id-errors.ts';
import type { SsoSecrets } from './sso-secrets.ts';

/** How the console is registered with the provider. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly scopes: string;
  readonly groupsClaim: string;
}

/** A request to the provider, with the secrets by which its response is recognized. */
export interface OpenIdRequest extends SsoSecrets {
  /** The address to which the provider sends the browser back. */
  readonly redirectUri: string;
}

export interface OpenIdOptions {
  readonly now: () => number;
  /** Logs the code of a failure, without values. */
  readonly log: (reason: string) => void;
  readonly timeoutSeconds?: number;
}

const TIMEOUT_SECONDS = 10;
const MAX_RESPONSE_BYTES = 1_000_000;
/** How long metadata, which seldom changes, is reused; the provider's keys are fetched again when they change. */
const DISCOVERY_MS = 60 * 60 * 1000;

const load = () => import('openid-client');

/** What the library sends its requests with. */
interface HttpClient {
  readonly fetch: typeof fetch;
  readonly dispatcher: Agent;
}

let httpClient: Promise<HttpClient> | undefined;

async function loadHttpClient(): Promise<HttpClient> {
  const undici = await import('undici');
  return { fetch: undici.fetch, dispatcher: new undici.Agent({ maxResponseSize: MAX_RESPONSE_BYTES }) };
}

/**
 * An OpenID Connect provider as a client sees it: authorization code flow with PKCE, state and nonce. Signatures are
 * verified, even though the token comes over TLS. The libraries are loaded on first use.
 */
export class OpenIdProvider {
  readonly #settings: OpenIdSettings;
  readonly #options: OpenIdOptions;
  #discovered: { readonly configuration: Promise<OpenId.Configuration>; readonly until: number } | undefined;

  constructor(settings: OpenIdSettings, options: OpenIdOptions) {
    this.#settings = settings;
    this.#options = options;
  }

  /**
   * The authorization URL to which the browser has to go. With `isProof`, the provider must authenticate the person
   * again. Throws UserError `sso_unreachable` or `sso_misconfigured`.
   */
  async authorizationUrlFor({ redirectUri, state, nonce, verifier }: OpenIdRequest, isProof: boolean): Promise<string> {
    const openId = await load();
    const configuration = await this.#discover();
    const endpoint = URL.parse(configuration.serverMetadata().authorization_endpoint ?? '');
    if (endpoint === null || !isProtected(endpoint)) throw this.#misconfigured('authorization_endpoint');
    return openId.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.#settings.scopes,
      state,
      nonce,
      code_challenge: await openId.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(isProof && { prompt: 'login', max_age: '0' }),
    }).href;
  }

  /**
   * The account of the person who has signed in, from the parameters with which the provider has sent the browser back.
   * Throws UserError `sso_refused`, `sso_denied`, `sso_unreachable` or `sso_misconfigured`.
   */
  async accountOf(request: OpenIdRequest, parameters: string): Promise<ProviderAccount> {
    const openId = await load();
    const configuration = await this.#discover();
    const { redirectUri, state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier } = request;
    const callbackUrl = new URL(redirectUri);
    callbackUrl.search = parameters;
    try {
      const checks = { expectedState, expectedNonce, pkceCodeVerifier, idTokenExpected: true };
      const tokens = await openId.authorizationCodeGrant(configuration, callbackUrl, checks);
      const claims: Claims | undefined = tokens.claims();
      const { issuer, groupsClaim, name: provider } = this.#settings;
      if (!claims || !this.#isIssuer(claims.iss)) throw new UserError('sso_refused', { provider });
      const isComplete = ['email', 'name', groupsClaim].every((name) => claims[name] !== undefined);
      if (isComplete || configuration.serverMetadata().userinfo_endpoint === undefined)
        return accountOf(claims, { issuer, groupsClaim, provider });
      const userInfo = await openId.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      // `auth_time` never comes from `userInfo`, because only the signed token proves when the person signed in.
      return accountOf({ ...userInfo, ...claims, auth_time: claims['auth_time'] }, { issuer, groupsClaim, provider });
    } catch (error) {
      throw errorOfResponse(error, this.#context);
    }
  }

  /** Fetches the metadata only once for all people who sign in at the same time. */
  #discover(): Promise<OpenId.Configuration> {
    const now = this.#options.now();
    if (this.#discovered && this.#discovered.until > now) return this.#discovered.configuration;
    const configuration = this.#fetchConfiguration();
    const discovered = { configuration, until: now + DISCOVERY_MS };
    this.#discovered = discovered;
    configuration.catch(() => {
      if (this.#discovered === discovered) this.#discovered = undefined;
    });
    return configuration;
  }

  async #fetchConfiguration(): Promise<OpenId.Configuration> {
    const openId = await load();
    const { issuer, clientId, clientSecret } = this.#settings;
    const url = new URL(issuer);
    const isUnencrypted = url.protocol === 'http:';
    const extensions = [openId.enableNonRepudiationChecks, ...(isUnencrypted ? [openId.allowInsecureRequests] : [])];
    // Uses a method that the provider supports. A provider that lists no methods must support basic authentication.
    const authenticate: OpenId.ClientAuth = (server, client, body, headers) => {
      const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      const isBasic = methods.includes('client_secret_basic');
      const method = isBasic ? openId.ClientSecretBasic(clientSecret) : openId.ClientSecretPost(clientSecret);
      return method(server, client, body, headers);
    };
    const configuration = await openId
      .discovery(url, clientId, undefined, authenticate, {
        timeout: this.#options.timeoutSeconds ?? TIMEOUT_SECONDS,
        execute: extensions,
        [openId.customFetch]: this.#fetch,
      })
      .catch((error: unknown) => {
        throw errorOfDiscovery(error, this.#context);
      });
    // For some multi-tenant providers, the library accepts other issuers; a foreign tenant could then name any group.
    if (!this.#isIssuer(configuration.serverMetadata().issuer)) throw this.#misconfigured('issuer');
    return configuration;
  }

  /** Sends nothing unencrypted over the network, whatever endpoints the metadata names. Follows no redirects. */
  readonly #fetch: OpenId.CustomFetch = async (address, options) => {
    if (!isProtected(new URL(address))) throw this.#misconfigured('endpoint_without_tls');
    httpClient ??= loadHttpClient();
    const { fetch, dispatcher } = await httpClient;
    const request = { ...options, redirect: 'manual' as const, dispatcher } as Parameters<typeof fetch>[1];
    return (await fetch(address, request)) as unknown as Response;
  };

  #isIssuer(issuer: string): boolean {
    return URL.parse(issuer)?.href === this.#settings.issuer;
  }

  get #context() {
    return { provider: this.#settings.name, log: this.#options.log };
  }

  #misconfigured(reason: string): UserError {
    this.#options.log(reason);
    return new UserError('sso_misconfigured', { provider: this.#settings.name });
  }
}

/** Whether the connection is encrypted, or stays on this machine. */
function isProtected({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
