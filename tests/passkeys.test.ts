import { describe, expect, test, vi } from 'vitest';
import * as commands from '../lib/commands/console/access/passkeys.ts';
import * as people from '../lib/commands/console/access/people.ts';
import * as factors from '../lib/commands/console/access/second-factors.ts';
import { PROOF_MS } from '../lib/core/access/fresh-proof.ts';
import type { Actor } from '../lib/core/access/permission.ts';
import { publicOrigin } from '../lib/core/network/public-origin.ts';
import { TestAuthenticator } from './kit/authenticator.ts';
import { ANONYMOUS, client, OWNER, PASSWORD, type People, refusal, startPeople } from './kit/people.ts';

const MINUTE_MS = 60_000;
const REFUSED = refusal('passkey_refused');

interface WithPasskey extends People {
  readonly owner: Actor;
  readonly device: TestAuthenticator;
  readonly recoveryCodes: readonly string[];
  /** Signs in with the response of the device, or with the response that `respond` returns. */
  enter(
    respond?: (request: { challenge: string; rpId?: string }) => ReturnType<TestAuthenticator['sign']>,
  ): Promise<Actor>;
}

async function startWithPasskey(): Promise<WithPasskey> {
  const started = await startPeople();
  const { as, runtime, actorInSession } = started;
  const owner = await actorInSession(await started.signIn(OWNER.email));
  const device = new TestAuthenticator(publicOrigin(runtime.env));
  const response = device.create(await as(owner, commands.beginPasskey, {}));
  const recoveryCodes = await as(owner, commands.addPasskey, { response, name: 'Laptop' });
  return {
    ...started,
    owner,
    device,
    recoveryCodes,
    async enter(respond = (request) => device.sign(request)) {
      const request = await as(ANONYMOUS, commands.beginPasskeySignIn, { client: client() });
      const tokens = await as(ANONYMOUS, commands.completePasskeySignIn, {
        response: respond(request),
        client: client(),
      });
      return actorInSession(tokens);
    },
  };
}

describe('a passkey', () => {
  test('is requested with user verification, on this host and as a discoverable credential', async () => {
    const { as, owner } = await startWithPasskey();
    const created = await as(owner, commands.beginPasskey, {});
    expect(created).toMatchObject({
      rp: { id: 'localhost' },
      attestation: 'none',
      user: { name: OWNER.email },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ alg, type: 'public-key' })),
      excludeCredentials: [{ id: expect.any(String) }],
    });
    expect(Buffer.from(created.user.id, 'base64url')).toHaveLength(32);
    const request = await as(ANONYMOUS, commands.beginPasskeySignIn, { client: client() });
    expect(request).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(request.allowCredentials ?? []).toEqual([]);
  });

  test('signs its person in without email or password, and shows its last use', async () => {
    const { as, enter, owner, recoveryCodes, runtime } = await startWithPasskey();
    expect(recoveryCodes).toHaveLength(10);
    expect((await as(owner, factors.viewFactors, {})).passkeys).toMatchObject([{ name: 'Laptop', lastUsedAt: null }]);
    expect(await enter()).toMatchObject({ id: owner.id, role: 'owner' });
    expect(await enter()).toMatchObject({ id: owner.id });
    const { passkeys } = await as(owner, factors.viewFactors, {});
    expect(passkeys).toMatchObject([{ lastUsedAt: expect.any(Number) }]);
    expect((await runtime.sessions.list(1))[0]?.method).toBe('passkey');
  });

  test('is a second factor: the password alone no longer suffices', async () => {
    const { as, enterPassword, recoveryCodes } = await startWithPasswordStep();
    const { pending } = await enterPassword();
    expect(await as(ANONYMOUS, factors.viewPendingSignIn, { pending })).toMatchObject({
      hasTotp: false,
      hasPasskey: true,
    });
    const code = { pending, code: recoveryCodes[0] ?? '', client: client() };
    expect(await as(ANONYMOUS, factors.completeSignIn, code)).toMatchObject({ session: expect.any(String) });
  });

  test('signs in a person whose sign-in by password is limited', async () => {
    const { enter, owner, signIn } = await startWithPasskey();
    const codes: string[] = [];
    for (let guess = 0; guess < 15; guess++)
      await signIn(OWNER.email, `guess number ${guess}`).catch(({ code }) => codes.push(code));
    expect(codes.at(-1)).toBe('sign_in_limited');
    expect((await enter()).id).toBe(owner.id);
  });

  test('is renamed and removed by its person only; removing it ends the other sessions and the recovery codes', async () => {
    const started = await startWithPasskey();
    const { as, enter, join, owner, runtime, signIn } = started;
    const viewer = await join('viewer');
    await expect(as(viewer, commands.renamePasskey, { id: 1, name: 'Mine' })).rejects.toMatchObject(
      refusal('passkey_unknown'),
    );
    await as(viewer, commands.removePasskey, { id: 1 });
    await as(owner, commands.renamePasskey, { id: 1, name: 'Desk' });
    expect((await runtime.secondFactors.of(1)).passkeys).toMatchObject([{ name: 'Desk' }]);
    const other = await enter();
    await as(owner, commands.removePasskey, { id: 1 });
    expect((await runtime.sessions.list(1)).map(({ id }) => id)).toEqual([owner.session?.id]);
    expect(other.session?.id).not.toBe(owner.session?.id);
    expect(await runtime.secondFactors.of(1)).toEqual({ totpSince: null, passkeys: [], recoveryCodes: 0 });
    await expect(enter()).rejects.toMatchObject(REFUSED);
    await signIn(OWNER.email);
  });

  test('of a disabled person, or removed with the lost factors, does not sign in', async () => {
    const { as, enter, join } = await startWithPasskey();
    const other = await join('owner', 'other');
    await as(other, people.disablePerson, { id: 1 });
    await expect(enter()).rejects.toMatchObject(REFUSED);
    await as(other, people.enablePerson, { id: 1 });
    await enter();
    await as(other, people.removeFactors, { id: 1 });
    await expect(enter()).rejects.toMatchObject(REFUSED);
  });
});

/** With a person who has a passkey; after `enterPassword`, the second factor is still needed. */
async function startWithPasswordStep() {
  const started = await startWithPasskey();
  return {
    ...started,
    async enterPassword() {
      const given = { email: OWNER.email, password: PASSWORD, client: client() };
      const result = await started.as(ANONYMOUS, people.signIn, given);
      if (!('pending' in result)) throw new Error('needs no second factor');
      return result;
    },
  };
}

describe('a response is refused', () => {
  test.each([
    ['of another origin', { origin: 'https://evil.example' }],
    ['of another port', { origin: 'http://localhost:1' }],
    ['of the numeric address', { origin: 'http://127.0.0.1:3000' }],
    ['for another relying party', { rpId: 'evil.example' }],
    ['without user verification', { isVerified: false }],
    ['with the handle of another person', { userHandle: Buffer.alloc(32).toString('base64url') }],
  ])('%s', async (_, changes) => {
    const { device, enter } = await startWithPasskey();
    await expect(enter((request) => device.sign(request, changes))).rejects.toMatchObject(REFUSED);
    await enter();
  });

  test('of a copied passkey, whose counter does not grow', async () => {
    const { device, enter } = await startWithPasskey();
    await enter((request) => device.sign(request, { counter: 7 }));
    for (const counter of [7, 6, 0]) {
      await expect(enter((request) => device.sign(request, { counter }))).rejects.toMatchObject(REFUSED);
    }
    await enter((request) => device.sign(request, { counter: 8 }));
  });

  test('of another authenticator, or with a changed signature', async () => {
    const { device, enter, runtime } = await startWithPasskey();
    const stranger = new TestAuthenticator(publicOrigin(runtime.env));
    const { id, rawId } = device.sign({ challenge: '' }, { counter: 1 });
    await expect(enter((request) => stranger.sign(request))).rejects.toMatchObject(REFUSED);
    await expect(enter((request) => ({ ...stranger.sign(request), id, rawId }))).rejects.toMatchObject(REFUSED);
  });

  test('with a challenge that was used, has expired, was for something else, or was never issued', async () => {
    const { as, device, owner, passTime } = await startWithPasskey();
    const begin = () => as(ANONYMOUS, commands.beginPasskeySignIn, { client: client() });
    const complete = (response: ReturnType<TestAuthenticator['sign']>) =>
      as(ANONYMOUS, commands.completePasskeySignIn, { response, client: client() });
    const used = await begin();
    await complete(device.sign(used));
    await expect(complete(device.sign(used))).rejects.toMatchObject(REFUSED);
    const late = await begin();
    await passTime(5 * MINUTE_MS);
    await expect(complete(device.sign(late))).rejects.toMatchObject(REFUSED);
    const forProof = await as(owner, commands.beginPasskeyProof, {});
    await expect(complete(device.sign(forProof))).rejects.toMatchObject(REFUSED);
    await expect(complete(device.sign({ challenge: 'AAAA', rpId: 'localhost' }))).rejects.toMatchObject(REFUSED);
    const response = device.sign(await begin());
    const ended = await Promise.allSettled([complete(response), complete(response), complete(response)]);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('when it is malformed', async () => {
    const { as, device, enter } = await startWithPasskey();
    const { response, ...rest } = device.sign({ challenge: '' });
    for (const clientDataJSON of ['bm90IGpzb24', 'e30', 'W10', '!']) {
      const malformed = { ...rest, response: { ...response, clientDataJSON } };
      const given = as(ANONYMOUS, commands.completePasskeySignIn, { response: malformed, client: client() });
      await expect(given).rejects.toMatchObject(REFUSED);
    }
    await expect(enter((request) => ({ ...device.sign(request), id: 'A'.repeat(10_001) }))).rejects.toMatchObject(
      REFUSED,
    );
  });
});

test('a passkey that is removed while it signs in begins no session', async () => {
  const { enter, runtime } = await startWithPasskey();
  const { passkeys } = runtime;
  const { markUsed } = passkeys;
  vi.spyOn(passkeys, 'markUsed').mockImplementationOnce(async (passkey, counter) => {
    const isUsed = await markUsed.call(passkeys, passkey, counter);
    await passkeys.remove(passkey.id, { person: 1, session: 0 });
    return isUsed;
  });
  await expect(enter()).rejects.toMatchObject(REFUSED);
  expect(await runtime.sessions.list(1)).toEqual([]);
});

test('a session that ends while it adds a passkey, such as by a new password, adds none', async () => {
  const { as, owner, runtime } = await startWithPasskey();
  const device = new TestAuthenticator(publicOrigin(runtime.env));
  const response = device.create(await as(owner, commands.beginPasskey, {}));
  const { takeChallenge } = runtime.passkeys;
  vi.spyOn(runtime.passkeys, 'takeChallenge').mockImplementationOnce(async (...challenge) => {
    const taken = await takeChallenge.apply(runtime.passkeys, challenge);
    await runtime.people.setPassword(1, 'another hash');
    return taken;
  });
  await expect(as(owner, commands.addPasskey, { response, name: 'Key' })).rejects.toMatchObject(REFUSED);
  expect(await runtime.passkeys.ofPerson(1)).toHaveLength(1);
});

test('a new passkey is refused with a wrong response, a second time, and for another person', async () => {
  const { as, join, owner, runtime, actorInSession, signIn } = await startWithPasskey();
  const device = new TestAuthenticator(publicOrigin(runtime.env));
  const begin = () => as(owner, commands.beginPasskey, {});
  const add = (response: ReturnType<TestAuthenticator['create']>, actor = owner) =>
    as(actor, commands.addPasskey, { response, name: 'Key' });
  for (const changes of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { isVerified: false }]) {
    await expect(add(device.create(await begin(), changes))).rejects.toMatchObject(REFUSED);
  }
  await join('viewer');
  const viewer = await actorInSession(await signIn('viewer@shop.example'));
  await expect(add(device.create(await begin()), viewer)).rejects.toMatchObject(REFUSED);
  const response = device.create(await begin());
  expect(await add(response)).toEqual([]);
  await expect(add(response)).rejects.toMatchObject(REFUSED);
  await expect(add(device.create(await begin()))).rejects.toMatchObject(refusal('passkey_known'));
  expect((await runtime.passkeys.ofPerson(1)).map(({ userHandle }) => userHandle)).toSatisfy(
    (handles: string[]) => handles.length === 2 && handles[0] === handles[1],
  );
});

test('a proof by passkey applies to its session only', async () => {
  const { as, device, enter, owner, passTime, join, runtime } = await startWithPasskey();
  const elsewhere = await enter();
  await passTime(PROOF_MS + 1);
  await expect(as(owner, factors.requireProof, {})).rejects.toMatchObject(refusal('proof_required'));
  const other = await join('viewer');
  const request = await as(owner, commands.beginPasskeyProof, {});
  await expect(as(other, commands.provePasskey, { response: device.sign(request) })).rejects.toMatchObject(REFUSED);
  const mine = await as(owner, commands.beginPasskeyProof, {});
  await as(owner, commands.provePasskey, { response: device.sign(mine) });
  const sessions = await runtime.sessions.list(1);
  const provedAt = ({ session }: Actor) => sessions.find(({ id }) => id === session?.id)?.provedAt;
  expect(provedAt(owner)).toBeGreaterThan((owner.session?.provedAt ?? 0) + PROOF_MS);
  expect(provedAt(elsewhere)).toBe(elsewhere.session?.provedAt);
});

test('without its entry in the audit log, a passkey is not added, and proves nothing', async () => {
  const { as, device, owner, passTime, runtime } = await startWithPasskey();
  const added = new TestAuthenticator(publicOrigin(runtime.env)).create(await as(owner, commands.beginPasskey, {}));
  const signed = device.sign(await as(owner, commands.beginPasskeyProof, {}));
  const before = await runtime.sessions.list(1);
  await passTime(1000);
  runtime.auditLog.onAppended = () => {
    throw new Error('no room');
  };
  await expect(as(owner, commands.addPasskey, { response: added, name: 'Key' })).rejects.toThrow('no room');
  await expect(as(owner, commands.provePasskey, { response: signed })).rejects.toThrow('no room');
  expect(await runtime.passkeys.ofPerson(1)).toHaveLength(1);
  expect(await runtime.sessions.list(1)).toEqual(before);
});

test('an address gets a limited number of challenges', async () => {
  const { as } = await startWithPasskey();
  const begin = (address: string) => as(ANONYMOUS, commands.beginPasskeySignIn, { client: client(address) });
  const results = await Promise.allSettled(Array.from({ length: 120 }, () => begin('198.51.100.1')));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
  await expect(begin('198.51.100.1')).rejects.toMatchObject(refusal('sign_in_limited'));
  await begin('198.51.100.2');
});
