import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An identity provider on loopback that responds as a test specifies, even with attacks on the console. */
export interface HostileProvider {
  readonly issuer: string;
  readonly settings: Record<string, string>;
  /** What the next responses contain. */
  behavior: Behavior;
  /** The nonce of the authorization request, for the ID token; a test sets it. */
  nonce: string;
  readonly tokenRequests: readonly TokenRequest[];
  close(): Promise<void>;
}

interface TokenRequest {
  readonly authorization: string | undefined;
  readonly body: URLSearchParams;
}

interface Behavior {
  /** Changes to the claims of the ID token. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly alg?: 'RS256' | 'none';
  readonly usesUnpublishedKey?: boolean;
  readonly userinfo?: Readonly<Record<string, unknown>>;
  /** The status of the response to a request for tokens, with an OAuth error. */
  readonly tokenError?: readonly [status: number, error: string];
  /** `hangs` never responds to any request; a number is the status of responses to requests for the metadata. */
  readonly discovery?: 'hangs' | number;
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const publishedKey = newKey();
const unpublishedKey = newKey();
export const HOSTILE_SUBJECT = 'specht-42';

export async function startHostileProvider(): Promise<HostileProvider> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokenRequests: TokenRequest[] = [];
  const provider: HostileProvider = {
    issuer,
    tokenRequests,
    behavior: {},
    nonce: '',
    settings: {
      PINTD_OIDC_ISSUER: issuer,
      PINTD_OIDC_CLIENT_ID: 'console',
      PINTD_OIDC_CLIENT_SECRET: 'secret',
      PINTD_OIDC_NAME: 'Birdhouse',
      PINTD_OIDC_DEFAULT_ROLE: 'viewer',
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/me`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
    ...provider.behavior.metadata,
  });
  const idToken = () => {
    const now = Math.floor(Date.now() / 1000);
    const { claims, alg = 'RS256', usesUnpublishedKey = false } = provider.behavior;
    const content = {
      iss: issuer,
      aud: 'console',
      sub: HOSTILE_SUBJECT,
      iat: now,
      exp: now + 60,
      nonce: provider.nonce,
      email: 'specht@shop.example',
      name: 'Specht',
      groups: [],
      ...claims,
    };
    const { privateKey } = usesUnpublishedKey ? unpublishedKey : publishedKey;
    return sign({ alg, kid: 'first' }, content, alg === 'none' ? undefined : privateKey);
  };
  const routes: Readonly<Record<string, (request: IncomingMessage) => Promise<readonly [number, unknown]>>> = {
    '/.well-known/openid-configuration': async () => {
      const { discovery } = provider.behavior;
      return typeof discovery === 'number' ? [discovery, {}] : [200, metadata()];
    },
    '/jwks': async () => [
      200,
      { keys: [{ ...publishedKey.publicKey.export({ format: 'jwk' }), kid: 'first', alg: 'RS256', use: 'sig' }] },
    ],
    '/token': async (request) => {
      const { authorization } = request.headers;
      tokenRequests.push({ authorization, body: new URLSearchParams(await text(request)) });
      const { tokenError } = provider.behavior;
      if (tokenError) return [tokenError[0], { error: tokenError[1] }];
      return [200, { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: idToken() }];
    },
    '/me': async () => [200, provider.behavior.userinfo ?? { sub: HOSTILE_SUBJECT }],
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (provider.behavior.discovery === 'hangs') return;
    const [status, body] = (await routes[request.url ?? '']?.(request)) ?? [404, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => void serve(request, response));
  return provider;
}

function sign(header: object, claims: object, key: KeyObject | undefined): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${key ? createSign('sha256').update(content).sign(key, 'base64url') : ''}`;
}
