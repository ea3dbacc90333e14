import { expect, onTestFinished, test } from 'vitest';
import { OpenIdProvider } from '../lib/adapters/people/open-id-connect.ts';
import * as commands from '../lib/commands/console/access/single-sign-on.ts';
import { HOSTILE_SUBJECT, type HostileProvider, startHostileProvider } from './kit/hostile-provider.ts';
import { ANONYMOUS, client, refusal, startPeople } from './kit/people.ts';

const nowSeconds = () => Math.floor(Date.now() / 1000);
const HOUR_SECONDS = 3600;

async function startWithProvider() {
  const provider = await startHostileProvider();
  onTestFinished(() => provider.close());
  const started = await startPeople(provider.settings);
  const { as } = started;
  /** Signs in as if the provider had redirected the browser back, with these changes to the parameters. */
  const signIn = async (behavior: HostileProvider['behavior'], changes: Readonly<Record<string, string>> = {}) => {
    provider.behavior = behavior;
    const { url, token } = await as(ANONYMOUS, commands.beginSsoSignIn, { to: '/', client: client() });
    const sent = new URL(url).searchParams;
    provider.nonce = sent.get('nonce') ?? '';
    const parameters = `?${new URLSearchParams({ code: 'c', iss: provider.issuer, state: sent.get('state') ?? '', ...changes })}`;
    return as(ANONYMOUS, commands.completeSsoSignIn, { token, parameters, client: client() });
  };
  return { ...started, provider, signIn };
}

const REFUSED_RESPONSES: readonly (readonly [what: string, behavior: HostileProvider['behavior']])[] = [
  ['a wrong nonce', { claims: { nonce: 'another' } }],
  ['no nonce', { claims: { nonce: undefined } }],
  ['another audience', { claims: { aud: 'another' } }],
  ['another authorized party', { claims: { aud: ['console', 'another'], azp: 'another' } }],
  ['another issuer', { claims: { iss: 'https://evil.example' } }],
  ['an expired token', { claims: { iat: nowSeconds() - HOUR_SECONDS, exp: nowSeconds() - HOUR_SECONDS / 2 } }],
  ['a token that is not valid yet', { claims: { nbf: nowSeconds() + HOUR_SECONDS } }],
  ['no subject', { claims: { sub: undefined } }],
  ['an empty subject', { claims: { sub: '' } }],
  ['an overlong subject', { claims: { sub: 'x'.repeat(300) } }],
  ['a subject that is not a string', { claims: { sub: 42 } }],
  ['no signature', { alg: 'none' }],
  ['a signature by another key', { usesUnpublishedKey: true }],
  ['userinfo about another subject', { claims: { groups: undefined }, userinfo: { sub: 'another', groups: [] } }],
  ['an error instead of tokens', { tokenError: [400, 'invalid_grant'] }],
];

test('a sign-in without an ID token that is valid for it is refused, and creates no person', async () => {
  const { runtime, signIn } = await startWithProvider();
  for (const [what, behavior] of REFUSED_RESPONSES)
    await expect(signIn(behavior), what).rejects.toMatchObject(refusal('sso_refused'));
  expect(await runtime.people.list()).toHaveLength(1);
  await signIn({});
  expect((await runtime.identities.find({ issuer: runtime.env.sso?.issuer ?? '', subject: HOSTILE_SUBJECT }))?.id).toBe(
    2,
  );
});

test('an error in the redirect of the provider refuses the sign-in; its description is not repeated', async () => {
  const { signIn } = await startWithProvider();
  for (const error of ['access_denied', 'login_required', 'server_error', '<b>x</b>'])
    await expect(signIn({}, { error, error_description: 'leaked text' })).rejects.toSatisfy(
      (refused: { code: string; params: object }) =>
        refused.code === 'sso_denied' && !JSON.stringify(refused.params).includes('leaked'),
    );
});

test('the request has PKCE, state and nonce, and the code is redeemed with the verifier and the secret', async () => {
  const { as, provider, signIn } = await startWithProvider();
  const { url } = await as(ANONYMOUS, commands.beginSsoSignIn, { to: '/', client: client() });
  const sent = Object.fromEntries(new URL(url).searchParams);
  expect(sent).toMatchObject({
    response_type: 'code',
    client_id: 'console',
    code_challenge_method: 'S256',
    scope: 'openid email profile',
    redirect_uri: 'http://localhost:3000/sign-in/callback',
    code_challenge: expect.stringMatching(/^.{43}$/),
    state: expect.stringMatching(/^sign_in\..{43}$/),
    nonce: expect.stringMatching(/^.{43}$/),
  });
  expect(url).not.toContain('secret');
  await signIn({});
  const [request] = provider.tokenRequests;
  expect(request?.body.get('code_verifier')).toMatch(/^.{43}$/);
  expect(request?.body.get('redirect_uri')).toBe('http://localhost:3000/sign-in/callback');
  expect(request?.authorization).toBe(`Basic ${btoa('console:secret')}`);
});

test('the secret is sent in the body to a provider that accepts it only there', async () => {
  const { provider, signIn } = await startWithProvider();
  await signIn({ metadata: { token_endpoint_auth_methods_supported: ['client_secret_post'] } });
  const [request] = provider.tokenRequests;
  expect(request?.authorization).toBeUndefined();
  expect(request?.body.get('client_secret')).toBe('secret');
});

test('metadata with another issuer, or with endpoints that are not HTTPS, is not used', async () => {
  for (const metadata of [
    { issuer: 'https://evil.example' },
    { authorization_endpoint: 'http://evil.example/auth' },
    { authorization_endpoint: 'javascript:alert(1)' },
  ]) {
    const { signIn } = await startWithProvider();
    await expect(signIn({ metadata })).rejects.toMatchObject(refusal('sso_misconfigured'));
  }
  const { signIn } = await startWithProvider();
  const withoutTls = signIn({ metadata: { token_endpoint: 'http://evil.example/token' } });
  await expect(withoutTls).rejects.toMatchObject(refusal('sso_misconfigured'));
});

test('a sign-in is refused, with the name of the provider, only while the provider fails or does not respond', async () => {
  const { provider, signIn } = await startWithProvider();
  await expect(signIn({ discovery: 503 })).rejects.toMatchObject({
    ...refusal('sso_unreachable'),
    params: { provider: 'Birdhouse' },
  });
  await expect(signIn({ discovery: 404 })).rejects.toMatchObject(refusal('sso_misconfigured'));
  await signIn({});
  await expect(signIn({ tokenError: [503, 'temporarily_unavailable'] })).rejects.toMatchObject(
    refusal('sso_unreachable'),
  );
  await provider.close();
  await expect(signIn({})).rejects.toMatchObject(refusal('sso_unreachable'));
});

test('a request to a provider that accepts connections and never responds times out', async () => {
  const provider = await startHostileProvider();
  onTestFinished(() => provider.close());
  provider.behavior = { discovery: 'hangs' };
  const reasons: string[] = [];
  const { issuer } = provider;
  const openIdProvider = new OpenIdProvider(
    { issuer, clientId: 'console', clientSecret: 'secret', name: 'Birdhouse', scopes: 'openid', groupsClaim: 'groups' },
    { now: Date.now, log: (reason) => reasons.push(reason), timeoutSeconds: 0.2 },
  );
  const request = { redirectUri: 'http://localhost:3000/sign-in/callback', state: 's', nonce: 'n', verifier: 'v' };
  await expect(openIdProvider.authorizationUrlFor(request, false)).rejects.toMatchObject(refusal('sso_unreachable'));
  expect(reasons).toEqual(['OAUTH_TIMEOUT']);
});
