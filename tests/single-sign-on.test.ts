import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { removePasskey, viewProofMethods } from '../lib/commands/console/access/passkeys.ts';
import * as people from '../lib/commands/console/access/people.ts';
import * as factors from '../lib/commands/console/access/second-factors.ts';
import * as commands from '../lib/commands/console/access/single-sign-on.ts';
import { perform } from '../lib/commands/perform.ts';
import { PROOF_MS } from '../lib/core/access/fresh-proof.ts';
import type { Actor } from '../lib/core/access/permission.ts';
import { SSO_MS } from '../lib/core/people/single-sign-on.ts';
import {
  type IdentityProvider,
  type ProviderAccount,
  ProviderVisitor,
  startIdentityProvider,
} from './kit/identity-provider.ts';
import { ANONYMOUS, client, LOOPBACK, OWNER, PASSWORD, type People, refusal, startPeople } from './kit/people.ts';
import { startProduct } from './kit/product.ts';

const CONSOLE = 'http://localhost:3000';
const ROLES = { PINTD_OIDC_ROLES: 'console-admins=admin,marketing=operator,everyone=viewer' };
const MINA_ACCOUNT = { name: 'Mina Okafor', email: 'Mina@shop.example', groups: ['marketing', 'everyone'] };
const OWNER_ACCOUNT = { name: 'Aiko', email: OWNER.email, groups: ['console-admins'] };

interface WithProvider extends People {
  readonly provider: IdentityProvider;
  /** Signs in from a new browser, or from the browser of `visitor`. */
  signInAs(account: string, visitor?: ProviderVisitor): Promise<Actor>;
  /** Begins a connection in a session, signs in at the provider, and completes the connection. */
  connectAs(actor: Actor, account: string): Promise<unknown>;
  proveAs(actor: Actor, account: string, visitor?: ProviderVisitor): Promise<unknown>;
}

async function startProvider(accounts: Readonly<Record<string, ProviderAccount>>): Promise<IdentityProvider> {
  const provider = await startIdentityProvider(CONSOLE, accounts);
  onTestFinished(() => provider.close());
  return provider;
}

async function startWithProvider(
  settings: Record<string, string> = ROLES,
  accounts: Readonly<Record<string, ProviderAccount>> = { mina: MINA_ACCOUNT, aiko: OWNER_ACCOUNT },
): Promise<WithProvider> {
  const provider = await startProvider(accounts);
  const started = await startPeople({ ...provider.settings, ...settings });
  const { as, actorInSession } = started;
  return {
    ...started,
    provider,
    async signInAs(account, visitor = new ProviderVisitor()) {
      const { url, token } = await as(ANONYMOUS, commands.beginSsoSignIn, { to: '/jobs', client: client() });
      const parameters = await visitor.authorize(url, account);
      const given = { token, parameters, client: client() };
      return actorInSession((await as(ANONYMOUS, commands.completeSsoSignIn, given)).tokens);
    },
    async connectAs(actor, account) {
      const { url, token } = await as(actor, commands.beginSsoConnect, { to: '/account/security' });
      const parameters = await new ProviderVisitor().authorize(url, account);
      return as(actor, commands.connectIdentity, { token, parameters });
    },
    async proveAs(actor, account, visitor = new ProviderVisitor()) {
      const { url, token } = await as(actor, commands.beginSsoProof, {});
      const parameters = await visitor.authorize(url, account);
      return as(actor, commands.proveBySso, { token, parameters });
    },
  };
}

describe('a sign-in through the provider', () => {
  test('creates a person with the role of the groups and no password, and later finds the person by the subject', async () => {
    const { as, provider, runtime, signInAs, signIn } = await startWithProvider();
    const mina = await signInAs('mina');
    expect(mina.role).toBe('operator');
    const created = await runtime.people.get(Number(mina.id));
    expect(created).toMatchObject({ name: MINA_ACCOUNT.name, email: 'mina@shop.example', passwordChangedAt: null });
    await expect(signIn('mina@shop.example')).rejects.toMatchObject(refusal('sign_in_refused'));
    provider.accounts.set('mina', { ...MINA_ACCOUNT, name: 'Mina O.', email: OWNER.email });
    expect(await signInAs('mina')).toMatchObject({ id: mina.id });
    expect(await runtime.people.list()).toHaveLength(2);
    expect((await runtime.people.get(created.id)).email).toBe('mina@shop.example');
    const account = await as(mina, people.viewAccount, {});
    expect(account.sessions.map(({ method }) => method)).toEqual(['sso', 'sso']);
    expect(await as(mina, commands.viewIdentities, {})).toMatchObject([
      { provider: 'Birdhouse', account: 'mina@shop.example', lastUsedAt: expect.any(Number) },
    ]);
  });

  test('gives the highest role of the groups, or else the default one, or is refused', async () => {
    const accounts = {
      both: { email: 'both@shop.example', groups: ['everyone', 'console-admins', 'marketing'] },
      other: { email: 'other@shop.example', groups: ['cooks'] },
      none: { email: 'none@shop.example' },
    };
    const strict = await startWithProvider(ROLES, accounts);
    expect((await strict.signInAs('both')).role).toBe('admin');
    for (const account of ['other', 'none'])
      await expect(strict.signInAs(account)).rejects.toMatchObject(refusal('sso_group_missing'));
    expect(await strict.runtime.people.list()).toHaveLength(2);
    const lenient = await startWithProvider({ ...ROLES, PINTD_OIDC_DEFAULT_ROLE: 'viewer' }, accounts);
    expect((await lenient.signInAs('none')).role).toBe('viewer');
    const closed = await startWithProvider({}, accounts);
    await expect(closed.signInAs('both')).rejects.toMatchObject(refusal('sso_unknown'));
  });

  test('accepts one name instead of a list of groups, such as the domain of an organization', async () => {
    const settings = { PINTD_OIDC_GROUPS_CLAIM: 'email', PINTD_OIDC_ROLES: 'one@shop.example=operator' };
    const { signInAs } = await startWithProvider(settings, { one: { email: 'one@shop.example' } });
    expect((await signInAs('one')).role).toBe('operator');
  });

  test('changes the role with the groups, which ends the other sessions; without a group, the sign-in is refused', async () => {
    const { as, provider, runtime, signInAs } = await startWithProvider();
    const mina = await signInAs('mina');
    provider.accounts.set('mina', { ...MINA_ACCOUNT, groups: ['everyone'] });
    const again = await signInAs('mina');
    expect(again).toMatchObject({ id: mina.id, role: 'viewer' });
    expect((await runtime.sessions.list(Number(mina.id))).map(({ id }) => id)).toEqual([again.session?.id]);
    provider.accounts.set('mina', { ...MINA_ACCOUNT, groups: [] });
    await expect(signInAs('mina')).rejects.toMatchObject(refusal('sso_group_missing'));
    expect((await runtime.people.get(Number(mina.id))).role).toBe('viewer');
    expect(await as(again, commands.viewSso, {})).toEqual({ name: 'Birdhouse', origin: CONSOLE });
  });

  test('keeps a role that was set manually if groups give no roles', async () => {
    const { as, runtime, signInAs, signIn, actorInSession } = await startWithProvider({
      PINTD_OIDC_DEFAULT_ROLE: 'viewer',
    });
    const mina = await signInAs('mina');
    expect(mina.role).toBe('viewer');
    const owner = await actorInSession(await signIn(OWNER.email));
    await as(owner, people.changeRole, { id: Number(mina.id), role: 'admin' });
    expect((await signInAs('mina')).role).toBe('admin');
    expect(await runtime.people.list()).toHaveLength(2);
  });

  test('never finds a person by email; the person connects the account, and stays owner whatever the groups are', async () => {
    const { as, connectAs, provider, signInAs, signIn, actorInSession, runtime } = await startWithProvider();
    await expect(signInAs('aiko')).rejects.toMatchObject(refusal('sso_email_taken'));
    const owner = await actorInSession(await signIn(OWNER.email));
    expect(await connectAs(owner, 'aiko')).toEqual({ to: '/account/security' });
    expect(await signInAs('aiko')).toMatchObject({ id: owner.id, role: 'owner' });
    provider.accounts.set('aiko', { ...OWNER_ACCOUNT, groups: [] });
    expect((await signInAs('aiko')).role).toBe('owner');
    await signIn(OWNER.email);
    expect(await runtime.people.list()).toHaveLength(1);
    expect(await as(owner, people.viewPeople, {})).toMatchObject({
      people: [{ hasIdentity: true }],
      provider: { name: 'Birdhouse', givesRoles: true },
    });
  });

  test('needs an email that the provider does not report as unverified; the name may be missing', async () => {
    const { runtime, signInAs } = await startWithProvider(ROLES, {
      nameless: { email: 'nameless@shop.example', groups: ['everyone'] },
      unverified: { email: 'un@shop.example', email_verified: false, groups: ['everyone'] },
      mailless: { name: 'Mailless', groups: ['everyone'] },
      control: { name: 'A\u0007B', email: 'control@shop.example', groups: ['everyone'] },
    });
    const { id } = await signInAs('nameless');
    expect((await runtime.people.get(Number(id))).name).toBe('nameless@shop.example');
    expect((await runtime.people.get(Number((await signInAs('control')).id))).name).toBe('control@shop.example');
    for (const account of ['unverified', 'mailless'])
      await expect(signInAs(account)).rejects.toMatchObject(refusal('sso_email_missing'));
  });

  test('refuses a disabled person', async () => {
    const { as, signInAs, signIn, actorInSession } = await startWithProvider();
    const { id } = await signInAs('mina');
    await as(await actorInSession(await signIn(OWNER.email)), people.disablePerson, { id: Number(id) });
    await expect(signInAs('mina')).rejects.toMatchObject(refusal('person_disabled'));
    await as(await actorInSession(await signIn(OWNER.email)), people.enablePerson, { id: Number(id) });
    await signInAs('mina');
  });

  test('creates no person before there is an owner', async () => {
    const provider = await startProvider({ mina: MINA_ACCOUNT });
    const { runtime } = await startProduct({ ...provider.settings, ...ROLES });
    const begun = perform(commands.beginSsoSignIn, { to: '/', client: client() }, LOOPBACK, runtime);
    await expect(begun).rejects.toMatchObject(refusal('sso_before_owner'));
  });

  test('is limited for each address', async () => {
    const { as, signInAs } = await startWithProvider();
    const begin = (address: string) => as(ANONYMOUS, commands.beginSsoSignIn, { to: '/', client: client(address) });
    const begun = await Promise.allSettled(Array.from({ length: 120 }, () => begin('198.51.100.1')));
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    const refused = begun.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refused).toEqual(Array(20).fill('sign_in_limited'));
    await signInAs('mina');
  });

  test('creates one person, even if several are completed at the same time', async () => {
    const { runtime, signInAs } = await startWithProvider();
    const signedIn = await Promise.all(Array.from({ length: 5 }, () => signInAs('mina')));
    expect(new Set(signedIn.map(({ id }) => id)).size).toBe(1);
    expect(await runtime.people.list()).toHaveLength(2);
  });
});

describe('a response is refused', () => {
  const begin = async (started: WithProvider, account = 'mina') => {
    const { url, token } = await started.as(ANONYMOUS, commands.beginSsoSignIn, { to: '/', client: client() });
    return { token, parameters: await new ProviderVisitor().authorize(url, account) };
  };
  const complete = ({ as }: WithProvider, given: { token: string; parameters: string }) =>
    as(ANONYMOUS, commands.completeSsoSignIn, { ...given, client: client() });

  test('in another browser, a second time, late, for another purpose, or without a begun sign-in', async () => {
    const started = await startWithProvider();
    const [mine, theirs] = [await begin(started), await begin(started)];
    await expect(complete(started, { ...mine, token: theirs.token })).rejects.toMatchObject(refusal('sso_refused'));
    await complete(started, mine);
    await expect(complete(started, mine)).rejects.toMatchObject(refusal('sso_over'));
    await expect(complete(started, { ...mine, token: '' })).rejects.toMatchObject(refusal('sso_over'));
    const late = await begin(started);
    await started.passTime(SSO_MS);
    await expect(complete(started, late)).rejects.toMatchObject(refusal('sso_over'));
    const mina = await started.signInAs('mina');
    const other = await begin(started);
    await expect(started.as(mina, commands.proveBySso, other)).rejects.toMatchObject(refusal('sso_over'));
  });

  test('with a used code, two codes, a changed state or none, or another issuer (mix-up) or none', async () => {
    const started = await startWithProvider();
    const used = await begin(started);
    await complete(started, used);
    const fresh = await begin(started);
    const [code, state] = ['code', 'state'].map((name) => new URLSearchParams(fresh.parameters).get(name) ?? '');
    const usedCode = new URLSearchParams(used.parameters).get('code') ?? '';
    const changes: readonly ((parameters: URLSearchParams) => void)[] = [
      (parameters) => parameters.set('code', usedCode),
      (parameters) => parameters.set('state', `${state}x`),
      (parameters) => parameters.delete('state'),
      (parameters) => parameters.set('iss', 'https://evil.example'),
      (parameters) => parameters.delete('iss'),
      (parameters) => parameters.append('code', code ?? ''),
    ];
    for (const change of changes) {
      const { token, parameters } = await begin(started);
      const changed = new URLSearchParams(parameters);
      change(changed);
      const given = { token, parameters: `?${changed}` };
      await expect(complete(started, given)).rejects.toMatchObject(refusal('sso_refused'));
    }
    for (const parameters of ['', '?', '?code=1', `?x=${'y'.repeat(9000)}`])
      await expect(complete(started, { ...(await begin(started)), parameters })).rejects.toMatchObject(
        refusal('sso_refused'),
      );
    expect(await started.runtime.people.list()).toHaveLength(2);
  });

  test('if the person cancels at the provider', async () => {
    const started = await startWithProvider();
    const { url, token } = await started.as(ANONYMOUS, commands.beginSsoSignIn, { to: '/', client: client() });
    const parameters = await new ProviderVisitor().authorize(url, 'mina', { cancels: true });
    expect(parameters).toContain('error=access_denied');
    await expect(complete(started, { token, parameters })).rejects.toMatchObject(refusal('sso_denied'));
  });

  test('if the client secret is wrong, as a problem of the settings', async () => {
    const started = await startWithProvider({ ...ROLES, PINTD_OIDC_CLIENT_SECRET: 'wrong' });
    await expect(complete(started, await begin(started))).rejects.toMatchObject(refusal('sso_misconfigured'));
  });
});

describe('an account is connected', () => {
  test('only with a fresh proof and by the session that began the connection; the other sessions end', async () => {
    const started = await startWithProvider();
    const { as, connectAs, actorInSession, passTime, runtime, signIn } = started;
    const [tokens, elsewhere] = [await signIn(OWNER.email), await signIn(OWNER.email)];
    const begun = await as(await actorInSession(tokens), commands.beginSsoConnect, { to: '/' });
    const parameters = await new ProviderVisitor().authorize(begun.url, 'aiko');
    const given = { token: begun.token, parameters };
    await expect(as(await actorInSession(elsewhere), commands.connectIdentity, given)).rejects.toMatchObject(
      refusal('sso_over'),
    );
    await passTime(PROOF_MS + 1);
    const stale = await actorInSession(tokens);
    await expect(as(stale, commands.beginSsoConnect, { to: '/' })).rejects.toMatchObject(refusal('proof_required'));
    await as(stale, factors.prove, { password: PASSWORD });
    await connectAs(await actorInSession(tokens), 'aiko');
    expect(await runtime.sessions.list(1)).toHaveLength(1);
    expect((await actorInSession(tokens)).id).toBe('1');
    const [remaining] = await runtime.sessions.list(1);
    expect(remaining?.id).toBe((await actorInSession(tokens)).session?.id);
  });

  test('not if the session ends while the connection is completed, such as by a new password', async () => {
    const { connectAs, actorInSession, runtime, signIn } = await startWithProvider();
    const owner = await actorInSession(await signIn(OWNER.email));
    const { ssoRequests, people } = runtime;
    const { take } = ssoRequests;
    vi.spyOn(ssoRequests, 'take').mockImplementationOnce(async (...request) => {
      const taken = await take.apply(ssoRequests, request);
      await people.setPassword(1, 'another hash');
      return taken;
    });
    await expect(connectAs(owner, 'aiko')).rejects.toMatchObject(refusal('sso_over'));
    expect(await runtime.identities.ofPerson(1)).toEqual([]);
  });

  test('to one person only, and a person to one account only', async () => {
    const { connectAs, actorInSession, join, provider, signIn, signInAs } = await startWithProvider();
    await signInAs('mina');
    const owner = await actorInSession(await signIn(OWNER.email));
    await expect(connectAs(owner, 'mina')).rejects.toMatchObject(refusal('identity_taken'));
    await connectAs(owner, 'aiko');
    provider.accounts.set('second', { ...OWNER_ACCOUNT, email: 'second@shop.example' });
    await expect(connectAs(owner, 'second')).rejects.toMatchObject(refusal('identity_connected'));
    await join('viewer');
    const viewer = await actorInSession(await signIn('viewer@shop.example'));
    await expect(connectAs(viewer, 'aiko')).rejects.toMatchObject(refusal('identity_taken'));
  });

  test('and disconnected, unless the person could no longer sign in', async () => {
    const { as, connectAs, actorInSession, runtime, signIn, signInAs } = await startWithProvider();
    const owner = await actorInSession(await signIn(OWNER.email));
    await connectAs(owner, 'aiko');
    await signInAs('aiko');
    const [connected] = await runtime.identities.ofPerson(1);
    const id = connected?.id ?? 0;
    const mina = await signInAs('mina');
    const fresh = { ...mina, session: { id: mina.session?.id ?? 0, provedAt: runtime.clock.now() } };
    const [identity] = await runtime.identities.ofPerson(Number(mina.id));
    const last = as(fresh, commands.disconnectIdentity, { id: identity?.id ?? 0 });
    await expect(last).rejects.toMatchObject(refusal('identity_last'));
    await as(owner, commands.disconnectIdentity, { id });
    expect((await runtime.sessions.list(1)).map((session) => session.id)).toEqual([owner.session?.id]);
    await expect(signInAs('aiko')).rejects.toMatchObject(refusal('sso_email_taken'));
  });

  test('and disconnected if there is a passkey, which then cannot be removed', async () => {
    const { as, runtime, signInAs } = await startWithProvider();
    const mina = await signInAs('mina');
    const session = { id: mina.session?.id ?? 0, provedAt: runtime.clock.now() };
    const holder = { person: Number(mina.id), session: session.id };
    const created = { credentialId: 'a', publicKey: new Uint8Array([1]), counter: 0, transports: [] };
    await runtime.passkeys.add(holder, { ...created, userHandle: 'mina', name: 'Phone' }, []);
    const [identity] = await runtime.identities.ofPerson(holder.person);
    await as({ ...mina, session }, commands.disconnectIdentity, { id: identity?.id ?? 0 });
    const [passkey] = await runtime.passkeys.ofPerson(holder.person);
    const removed = as({ ...mina, session }, removePasskey, { id: passkey?.id ?? 0 });
    await expect(removed).rejects.toMatchObject(refusal('passkey_last'));
    expect(await runtime.passkeys.ofPerson(holder.person)).toHaveLength(1);
  });

  test('and disconnected only by the person to whom it belongs', async () => {
    const { as, actorInSession, join, runtime, signIn, signInAs } = await startWithProvider();
    const mina = await signInAs('mina');
    await join('viewer');
    const viewer = await actorInSession(await signIn('viewer@shop.example'));
    const [identity] = await runtime.identities.ofPerson(Number(mina.id));
    await as(viewer, commands.disconnectIdentity, { id: identity?.id ?? 0 });
    expect(await runtime.identities.ofPerson(Number(mina.id))).toHaveLength(1);
  });
});

describe('a fresh proof', () => {
  test('is a recent sign-in at the provider, not one that the provider remembers', async () => {
    const { as, passTime, proveAs, runtime, signInAs } = await startWithProvider();
    const visitor = new ProviderVisitor();
    const first = await signInAs('mina', visitor);
    const requireProof = (actor: Actor) => as(actor, factors.requireProof, {});
    expect(runtime.clock.now() - (first.session?.provedAt ?? 0)).toBeGreaterThan(PROOF_MS);
    await expect(requireProof(first)).rejects.toMatchObject(refusal('proof_required'));
    expect(await as(first, viewProofMethods, {})).toEqual({
      hasPassword: false,
      hasTotp: false,
      hasPasskey: false,
      provider: 'Birdhouse',
      origin: CONSOLE,
      isProved: false,
    });
    await proveAs(first, 'mina', visitor);
    const [session] = await runtime.sessions.list(Number(first.id));
    const proved = { ...first, session: { id: session?.id ?? 0, provedAt: session?.provedAt ?? 0 } };
    await requireProof(proved);
    expect((await as(proved, viewProofMethods, {})).isProved).toBe(true);
    await passTime(PROOF_MS + 1);
    await expect(requireProof(proved)).rejects.toMatchObject(refusal('proof_required'));
  });

  test('is not given without its entry in the audit log', async () => {
    const { proveAs, runtime, signInAs } = await startWithProvider();
    const visitor = new ProviderVisitor();
    const mina = await signInAs('mina', visitor);
    runtime.auditLog.onAppended = () => {
      throw new Error('no room');
    };
    await expect(proveAs(mina, 'mina', visitor)).rejects.toThrow('no room');
    expect((await runtime.sessions.list(Number(mina.id)))[0]?.provedAt).toBe(mina.session?.provedAt);
  });

  test('is refused for another account, and in another session', async () => {
    const { as, proveAs, signInAs, provider } = await startWithProvider();
    provider.accounts.set('jonas', { email: 'jonas@shop.example', groups: ['everyone'] });
    const [mina, again] = [await signInAs('mina'), await signInAs('mina')];
    await signInAs('jonas');
    await expect(proveAs(mina, 'jonas')).rejects.toMatchObject(refusal('sso_other_account'));
    const { url, token } = await as(mina, commands.beginSsoProof, {});
    const parameters = await new ProviderVisitor().authorize(url, 'mina');
    await expect(as(again, commands.proveBySso, { token, parameters })).rejects.toMatchObject(refusal('sso_over'));
    await expect(as(mina, commands.proveBySso, { token, parameters })).rejects.toMatchObject(refusal('sso_over'));
  });
});

test('the audit log names who joined, who got another role, each sign-in, refusal and connection, without a secret', async () => {
  const { as, connectAs, actorInSession, provider, runtime, signIn, signInAs } = await startWithProvider();
  const mina = await signInAs('mina');
  provider.accounts.set('mina', { ...MINA_ACCOUNT, groups: ['everyone'] });
  await signInAs('mina');
  provider.accounts.set('mina', { ...MINA_ACCOUNT, groups: [] });
  await signInAs('mina').catch(() => undefined);
  provider.accounts.set('mailless', { name: 'Mailless', groups: ['everyone'] });
  await signInAs('mailless').catch(() => undefined);
  const owner = await actorInSession(await signIn(OWNER.email));
  await connectAs(owner, 'aiko');
  const [connected] = await runtime.identities.ofPerson(1);
  await as(owner, commands.disconnectIdentity, { id: connected?.id ?? 0 });
  const entries = await runtime.auditList.page({}, { limit: 100 });
  const logged = entries.map(({ action, outcome, code, actor, object }) =>
    [action, outcome, code, actor.name, object?.name].filter((part) => part !== null && part !== undefined).join(' '),
  );
  for (const line of [
    `joinBySso done ${MINA_ACCOUNT.name} ${MINA_ACCOUNT.name}`,
    `completeSsoSignIn done ${MINA_ACCOUNT.name} ${MINA_ACCOUNT.name}`,
    `changeRoleBySso done ${MINA_ACCOUNT.name} ${MINA_ACCOUNT.name}`,
    `completeSsoSignIn refused sso_group_missing ${MINA_ACCOUNT.name}`,
    'completeSsoSignIn refused sso_email_missing',
    `connectIdentity done ${OWNER.name}`,
    `disconnectIdentity done ${OWNER.name}`,
  ])
    expect(logged).toContain(line);
  const text = JSON.stringify(entries);
  for (const secret of ['mina@', 'code=', provider.settings['PINTD_OIDC_CLIENT_SECRET'] ?? '-'])
    expect(text).not.toContain(secret);
  expect(mina.role).toBe('operator');
});

test('without settings, no sign-in can begin', async () => {
  const { as } = await startPeople();
  expect(await as(ANONYMOUS, commands.viewSso, {})).toBeNull();
  const begun = as(ANONYMOUS, commands.beginSsoSignIn, { to: '/', client: client() });
  await expect(begun).rejects.toMatchObject(refusal('sso_off'));
});
