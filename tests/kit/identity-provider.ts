import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Provider, { type Context } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';

/** A real OpenID Connect provider on loopback, whose accounts sign in without a password. */

export interface ProviderAccount {
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

export interface IdentityProvider {
  readonly issuer: string;
  /** The settings of a console that signs people in with this provider. */
  readonly settings: Readonly<Record<string, string>>;
  /** By subject; may be changed at any time. */
  readonly accounts: Map<string, ProviderAccount>;
  close(): Promise<void>;
}

export const CLIENT_SECRET = 'ijsvogeltje-7hPq2';
const CLIENT_ID = 'console';
const MINUTE_SECONDS = 60;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export async function startIdentityProvider(
  consoleUrl: string,
  accounts: Readonly<Record<string, ProviderAccount>>,
): Promise<IdentityProvider> {
  const accountsBySubject = new Map(Object.entries(accounts));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configurationOf(consoleUrl, accountsBySubject));
  const serve = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const isInteraction = request.url?.startsWith('/interaction/') === true;
    void (isInteraction ? interact(provider, request, response) : serve(request, response));
  });
  return {
    issuer,
    accounts: accountsBySubject,
    settings: {
      PINTD_OIDC_ISSUER: issuer,
      PINTD_OIDC_CLIENT_ID: CLIENT_ID,
      PINTD_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      PINTD_OIDC_NAME: 'Birdhouse',
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function configurationOf(consoleUrl: string, accounts: ReadonlyMap<string, ProviderAccount>) {
  return {
    // The default adapter, set explicitly because the package prints a warning otherwise.
    adapter: createMemoryAdapter(0),
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [`${consoleUrl}/sign-in/callback`],
      },
    ],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'groups'],
    },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'first' }] },
    cookies: { keys: ['only in tests'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    ttl: {
      AuthorizationCode: MINUTE_SECONDS,
      AccessToken: MINUTE_SECONDS,
      IdToken: MINUTE_SECONDS,
      Interaction: 10 * MINUTE_SECONDS,
      Session: 60 * MINUTE_SECONDS,
      Grant: 60 * MINUTE_SECONDS,
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, accountId: string) =>
      accounts.has(accountId)
        ? { accountId, claims: async () => ({ sub: accountId, ...accounts.get(accountId) }) }
        : undefined,
    // Grants all scopes without a consent page.
    async loadExistingGrant({ oidc: { client, session, provider } }: Context) {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

/** Serves the page on which an account signs in or cancels, and receives its form. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      '<!doctype html><html lang="en"><title>Birdhouse</title><main><h1>Birdhouse</h1><form method="post">' +
        '<label>Account <input name="account" autofocus></label><button>Continue</button>' +
        '<button name="cancel" value="yes">Cancel</button></form></main></html>',
    );
    return;
  }
  const form = new URLSearchParams(await text(request));
  const accountId = form.get('account') ?? '';
  const result = form.has('cancel') ? { error: 'access_denied' } : { login: { accountId } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** A browser at the provider, with its cookies. */
export class ProviderVisitor {
  readonly #cookies = new Map<string, string>();

  /** Follows an authorization request, signs in if required, and returns the query string of the redirect back. */
  async authorize(url: string, account: string, { cancels = false } = {}): Promise<string> {
    const { origin } = new URL(url);
    let nextUrl = url;
    for (let step = 0; step < 10; step++) {
      const isForm = new URL(nextUrl).pathname.startsWith('/interaction/');
      const body = new URLSearchParams(cancels ? { cancel: 'yes' } : { account });
      const response = await fetch(nextUrl, {
        redirect: 'manual',
        headers: { cookie: this.#cookieHeader() },
        ...(isForm && { method: 'POST', body }),
      });
      this.#storeCookies(response.headers.getSetCookie());
      const location = response.headers.get('location');
      if (location === null) throw new Error(`the provider responds ${response.status}: ${await response.text()}`);
      const target = new URL(location, nextUrl);
      if (target.origin !== origin) return target.search;
      nextUrl = target.href;
    }
    throw new Error('the provider redirects endlessly');
  }

  #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #storeCookies(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}
