import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import type { Command } from '../lib/commands/command.ts';
import * as keys from '../lib/commands/console/access/keys.ts';
import * as commands from '../lib/commands/console/access/people.ts';
import { perform } from '../lib/commands/perform.ts';
import type { Actor, Role } from '../lib/core/access/permission.ts';
import { actorOfPerson } from '../lib/core/people/person.ts';
import { IDLE_MS, SESSION_MS } from '../lib/core/people/session.ts';
import type { Tokens } from '../lib/operations/people/sign-in.ts';
import { settingsOf, storedBytes } from './kit/elsewhere.ts';
import { ANONYMOUS, client, LOOPBACK, OWNER, PASSWORD, refusal, startPeople } from './kit/people.ts';
import { testOfSqlite } from './kit/postgresql.ts';
import { startProduct } from './kit/product.ts';
import { restoredFrom } from './kit/restored.ts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

test('of many simultaneous attempts to create the owner, one succeeds, and the others are refused', async () => {
  const { runtime } = await startProduct();
  expect(await runtime.people.isEmpty()).toBe(true);
  const tries = Array.from({ length: 12 }, (_, number) => {
    const input = { ...OWNER, email: `${number}@shop.example`, client: client() };
    return perform(commands.createOwner, input, LOOPBACK, runtime);
  });
  const ended = await Promise.allSettled(tries);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refused = ended.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
  expect(new Set(refused)).toEqual(new Set(['owner_exists']));
  expect(await runtime.people.list()).toMatchObject([{ role: 'owner' }]);
});

describe('a password', () => {
  test.each<[string, string]>([
    ['password_short', 'orchard 7 c'],
    ['password_personal', 'Aiko.Tanaka-2026'],
    ['password_personal', 'aiko@shop.example1'],
    ['password_guessable', 'password123456'],
    ['password_guessable', 'qwertyuiop1234'],
    ['password_guessable', 'aaaaaaaaaaaaaaaa'],
    ['password_too_long', 'x'.repeat(1001)],
  ])('is refused: %s', async (code, password) => {
    const { runtime } = await startProduct();
    const refused = perform(commands.createOwner, { ...OWNER, password, client: client() }, LOOPBACK, runtime);
    await expect(refused).rejects.toMatchObject(refusal(code));
    expect(await runtime.people.isEmpty()).toBe(true);
  });

  testOfSqlite('is stored only as an Argon2id hash, and matches in another Unicode form', async () => {
    const { runtime, as, signIn, actorOf } = await startPeople();
    const owner = (await actorOf(await signIn(OWNER.email))) as Actor;
    const composed = 'Käsekuchen mit Größe 47';
    await as(owner, commands.changeOwnPassword, { current: PASSWORD, password: composed, client: client() });
    expect(await runtime.people.passwordOf(1)).toMatch(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await actorOf(await signIn(OWNER.email, composed.normalize('NFD')))).toEqual(owner);
    const stored = storedBytes(runtime);
    for (const secret of [PASSWORD, composed]) expect(stored.includes(secret)).toBe(false);
  });
});

describe('signing in', () => {
  test('finds the person by the email address in upper or lower case, and refuses another password', async () => {
    const { signIn, actorOf } = await startPeople();
    expect(await actorOf(await signIn(' AIKO@shop.example'))).toEqual({ kind: 'person', id: '1', role: 'owner' });
    await expect(signIn(OWNER.email, `${PASSWORD} `)).rejects.toMatchObject(refusal('sign_in_refused'));
    await expect(signIn('stranger@shop.example')).rejects.toMatchObject(refusal('sign_in_refused'));
  });

  test('is refused with a password that is replaced while it is verified, and so is a change of the password', async () => {
    const { runtime, as, signIn, actorInSession } = await startPeople();
    const owner = await actorInSession(await signIn(OWNER.email));
    const { people, passwords } = runtime;
    const verify = passwords.verify.bind(passwords);
    const replaceDuringVerification = (hash: string) =>
      vi.spyOn(passwords, 'verify').mockImplementationOnce(async (...given) => {
        const isRight = await verify(...given);
        await people.setPassword(1, hash);
        return isRight;
      });
    const hash = await people.passwordOf(1);
    replaceDuringVerification('replaced');
    await expect(signIn(OWNER.email)).rejects.toMatchObject(refusal('sign_in_refused'));
    await people.setPassword(1, hash ?? '');
    replaceDuringVerification('replaced again');
    const changed = { current: PASSWORD, password: 'Käsekuchen mit Größe 47', client: client() };
    await expect(as(owner, commands.changeOwnPassword, changed)).rejects.toMatchObject(refusal('password_wrong'));
    expect(await people.passwordOf(1)).toBe('replaced again');
  });

  test('is limited for strangers at any number of addresses, but not in a known browser of the person', async () => {
    const { signIn, actorOf } = await startPeople();
    const { knownBrowser } = await signIn(OWNER.email);
    const codes: string[] = [];
    for (let guess = 0; guess < 40; guess++) {
      const from = client(`198.51.100.${guess}`, guess % 2 === 0 ? undefined : `stolen-${guess}`);
      await signIn(OWNER.email, `guess number ${guess}`, from).catch(({ code }) => codes.push(code));
    }
    expect(codes.filter((code) => code === 'sign_in_refused')).toHaveLength(10);
    expect(codes.filter((code) => code === 'sign_in_limited')).toHaveLength(30);
    await expect(signIn(OWNER.email, PASSWORD, client('192.0.2.9'))).rejects.toMatchObject(refusal('sign_in_limited'));
    expect(await actorOf(await signIn(OWNER.email, PASSWORD, client('192.0.2.1', knownBrowser)))).toBeDefined();
  });

  // Only on SQLite, because hashing every guess takes long. Grouping addresses needs no database, and other tests here
  // show that guesses are counted on PostgreSQL.
  testOfSqlite('is limited for an IPv6 network as for one address, whatever accounts it tries', async () => {
    const { signIn } = await startPeople();
    const codes: string[] = [];
    for (let guess = 0; guess < 130; guess++) {
      const from = client(`2001:db8:1:2:${guess.toString(16)}::7`);
      await signIn(`person${guess}@shop.example`, 'guess', from).catch(({ code }) => codes.push(code));
    }
    expect(codes.filter((code) => code === 'sign_in_refused')).toHaveLength(100);
    expect(codes.filter((code) => code === 'sign_in_limited')).toHaveLength(30);
    await signIn(OWNER.email, PASSWORD, client('2001:db8:1:3::7'));
    await expect(signIn(OWNER.email, PASSWORD, client('2001:db8:1:2::1'))).rejects.toMatchObject(
      refusal('sign_in_limited'),
    );
  });

  test('guesses in a known browser are limited, too', async () => {
    const { signIn } = await startPeople();
    const { knownBrowser } = await signIn(OWNER.email);
    const codes: string[] = [];
    for (let guess = 0; guess < 25; guess++) {
      await signIn(OWNER.email, `guess number ${guess}`, client('192.0.2.1', knownBrowser)).catch(({ code }) =>
        codes.push(code),
      );
    }
    expect(codes.filter((code) => code === 'sign_in_limited')).toHaveLength(5);
  });

  test('simultaneous guesses do not exceed the limit, and successes do not count', async () => {
    const { signIn } = await startPeople();
    const guesses = Array.from({ length: 30 }, (_, guess) => signIn(OWNER.email, `guess number ${guess}`));
    const ended = await Promise.allSettled(guesses);
    const codes = ended.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(codes.filter((code) => code === 'sign_in_refused')).toHaveLength(10);
    const other = await startPeople();
    for (let number = 0; number < 15; number++) await other.signIn(OWNER.email);
  });
});

describe('a session', () => {
  test('ends after half a day without use, and after a week at the latest', async () => {
    const { runtime, signIn, actorOf } = await startPeople();
    const passTime = (milliseconds: number) => runtime.clock.sleep(milliseconds, new AbortController().signal);
    const tokens = await signIn(OWNER.email);
    const hour = IDLE_MS / 12;
    for (let used = 0; used < SESSION_MS - 12 * hour; used += 11 * hour) {
      expect(await actorOf(tokens)).toBeDefined();
      await passTime(11 * hour);
    }
    await passTime(11 * hour);
    expect(await actorOf(tokens)).toBeUndefined();
    const unused = await signIn(OWNER.email);
    await passTime(IDLE_MS);
    expect(await actorOf(unused)).toBeUndefined();
    expect(await runtime.sessions.list(1)).toEqual([]);
  });

  test('ends if a clock that was far ahead is set back, but not because clocks differ a little', async () => {
    const { passTime, signIn, actorOf } = await startPeople();
    await passTime(SESSION_MS);
    const tokens = await signIn(OWNER.email);
    await passTime(-60_000);
    expect(await actorOf(tokens)).toBeDefined();
    await passTime(-SESSION_MS);
    expect(await actorOf(tokens)).toBeUndefined();
  });

  test('is ended by its own person only, alone or with all others', async () => {
    const { runtime, as, join: joinAs, signIn, actorOf } = await startPeople();
    const admin = await joinAs('admin');
    const [first, second, third] = [await signIn(OWNER.email), await signIn(OWNER.email), await signIn(OWNER.email)];
    const owner = (await actorOf(first)) as Actor;
    const idOf = async ({ session }: Tokens) => (await runtime.sessions.find(session))?.session.id ?? 0;
    await as(admin, commands.endSession, { id: await idOf(first) });
    expect(await actorOf(first)).toBeDefined();
    await as(owner, commands.endSession, { id: await idOf(second) });
    expect([await actorOf(second), await actorOf(third)]).toEqual([undefined, owner]);
    await as(owner, commands.endOtherSessions, { except: await idOf(first) });
    expect([await actorOf(first), await actorOf(third)]).toEqual([owner, undefined]);
    expect((await as(owner, commands.viewAccount, {})).sessions).toMatchObject([{ address: '192.0.2.1' }]);
  });

  test('ends with a change of password or role, or when the person is disabled', async () => {
    const people = await startPeople();
    const { as, signIn, actorOf } = people;
    const owner = (await actorOf(await signIn(OWNER.email))) as Actor;
    const { id } = await people.join('operator');
    const person = Number(id);
    const changes: (() => Promise<unknown>)[] = [
      () => as(owner, commands.changeRole, { id: person, role: 'viewer' }),
      () =>
        as({ ...owner, id }, commands.changeOwnPassword, { current: PASSWORD, password: PASSWORD, client: client() }),
      () => as(owner, commands.disablePerson, { id: person }),
    ];
    for (const change of changes) {
      const tokens = await signIn('operator@shop.example');
      expect(await actorOf(tokens)).toBeDefined();
      await change();
      expect(await actorOf(tokens)).toBeUndefined();
    }
    await expect(signIn('operator@shop.example')).rejects.toMatchObject(refusal('sign_in_refused'));
    await as(owner, commands.enablePerson, { id: person });
    expect((await actorOf(await signIn('operator@shop.example')))?.role).toBe('viewer');
  });
});

test('people are listed with the API keys that they have created, until these are revoked', async () => {
  const { as, join, runtime, signIn, actorInSession } = await startPeople();
  const owner = await actorInSession(await signIn(OWNER.email));
  const admin = await join('admin');
  const first = await as(admin, keys.createApiKey, { name: 'nightly' });
  await as(LOOPBACK, keys.createApiKey, { name: 'shell' });
  const rotated = await as(owner, keys.rotateApiKey, { id: first.id });
  const listedKeyIds = async () =>
    (await as(owner, commands.viewPeople, {})).people.map(({ activeKeys }) => activeKeys.map(({ id }) => id));
  expect(await listedKeyIds()).toEqual([[first.id], [rotated.id]]);
  expect((await runtime.apiKeys.list()).map(({ creator }) => creator?.name)).toEqual([OWNER.name, undefined, 'admin']);
  await as(owner, commands.disablePerson, { id: Number(admin.id) });
  expect(await listedKeyIds()).toEqual([[first.id], [rotated.id]]);
  await as(owner, keys.revokeApiKey, { id: first.id });
  expect(await listedKeyIds()).toEqual([[], [rotated.id]]);
});

describe('an invitation', () => {
  test('works once, for its address and role, and ends after two days or with a newer one', async () => {
    const { as, actorOf, passTime, signIn } = await startPeople();
    const owner = (await actorOf(await signIn(OWNER.email))) as Actor;
    const invite = () => as(owner, commands.invitePerson, { email: 'New@shop.example', role: 'operator' });
    const accept = (token: string) =>
      as(ANONYMOUS, commands.acceptInvitation, { token, name: 'New', password: PASSWORD, client: client() });
    const replaced = await invite();
    const { token } = await invite();
    await expect(accept(replaced.token)).rejects.toMatchObject(refusal('invitation_unknown'));
    expect(await as(ANONYMOUS, commands.viewInvitation, { token })).toMatchObject({
      email: 'new@shop.example',
      role: 'operator',
      invitedBy: OWNER.name,
    });
    const atOnce = await Promise.allSettled([accept(token), accept(token), accept(token)]);
    expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(invite()).rejects.toMatchObject(refusal('email_taken'));
    const [inTime, late] = [
      await as(owner, commands.invitePerson, { email: 'in-time@shop.example', role: 'viewer' }),
      await as(owner, commands.invitePerson, { email: 'late@shop.example', role: 'viewer' }),
    ];
    await passTime(48 * HOUR_MS - MINUTE_MS);
    await accept(inTime.token);
    await passTime(MINUTE_MS);
    await expect(accept(late.token)).rejects.toMatchObject(refusal('invitation_unknown'));
  });

  test('lets a person who forgot the password choose a new one, and ends the old sessions', async () => {
    const people = await startPeople();
    const { as, actorOf, signIn } = people;
    const owner = (await actorOf(await signIn(OWNER.email))) as Actor;
    const { id } = await people.join('viewer');
    const old = await signIn('viewer@shop.example');
    const { token } = await as(owner, commands.resetPassword, { id: Number(id) });
    const password = 'another four plain words';
    await as(ANONYMOUS, commands.acceptInvitation, { token, password, client: client() });
    expect(await actorOf(old)).toBeUndefined();
    await expect(signIn('viewer@shop.example')).rejects.toMatchObject(refusal('sign_in_refused'));
    expect(await actorOf(await signIn('viewer@shop.example', password))).toEqual({
      kind: 'person',
      id,
      role: 'viewer',
    });
  });
});

describe('a link', () => {
  const accept = (people: Awaited<ReturnType<typeof startPeople>>, token: string) =>
    people.as(ANONYMOUS, commands.acceptInvitation, { token, name: 'New', password: PASSWORD, client: client() });

  test.each<
    [string, (as: Awaited<ReturnType<typeof startPeople>>['as'], owner: Actor, id: number) => Promise<unknown>]
  >([
    ['has another role', (as, owner, id) => as(owner, commands.changeRole, { id, role: 'viewer' })],
    ['is disabled', (as, owner, id) => as(owner, commands.disablePerson, { id })],
  ])('ends when the person who created it %s: otherwise it would be a way back in', async (_, change) => {
    const people = await startPeople();
    const owner = (await people.actorOf(await people.signIn(OWNER.email))) as Actor;
    const admin = await people.join('admin');
    const { token } = await people.as(admin, commands.invitePerson, { email: 'back@shop.example', role: 'admin' });
    const { token: other } = await people.as(owner, commands.invitePerson, {
      email: 'new@shop.example',
      role: 'viewer',
    });
    await change(people.as, owner, Number(admin.id));
    await expect(accept(people, token)).rejects.toMatchObject(refusal('invitation_unknown'));
    await accept(people, other);
  });

  test('for a new password ends when its person gets another role, or changes the password', async () => {
    const people = await startPeople();
    const { as } = people;
    const owner = (await people.actorOf(await people.signIn(OWNER.email))) as Actor;
    const [admin, operator] = [await people.join('admin'), await people.join('operator')];
    const reset = () => as(admin, commands.resetPassword, { id: Number(operator.id) });
    const before = await reset();
    await as(owner, commands.changeRole, { id: Number(operator.id), role: 'owner' });
    await expect(accept(people, before.token)).rejects.toMatchObject(refusal('invitation_unknown'));
    await as(owner, commands.changeRole, { id: Number(operator.id), role: 'operator' });
    const again = await reset();
    await as(operator, commands.changeOwnPassword, { current: PASSWORD, password: PASSWORD, client: client() });
    await expect(accept(people, again.token)).rejects.toMatchObject(refusal('invitation_unknown'));
  });

  test('is not ended by an invitation of the same address from a person with a lower role', async () => {
    const people = await startPeople();
    const owner = (await people.actorOf(await people.signIn(OWNER.email))) as Actor;
    const admin = await people.join('admin');
    const { token } = await people.as(owner, commands.invitePerson, { email: 'new@shop.example', role: 'owner' });
    const lower = people.as(admin, commands.invitePerson, { email: 'new@shop.example', role: 'viewer' });
    await expect(lower).rejects.toMatchObject(refusal('role_above'));
    await accept(people, token);
  });
});

const ROLE = fc.constantFrom<Role>('viewer', 'operator', 'admin', 'owner');
const RANK: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, admin: 2, owner: 3 };

test('no sequence of changes lets a person act on a higher role, or leaves no owner who can sign in', async () => {
  const people = await startPeople();
  const { runtime } = people;
  for (const role of ['viewer', 'operator', 'admin', 'admin', 'owner'] as const) {
    await people.join(role, `${role}-${(await runtime.people.list()).length}`);
  }
  const all = (await runtime.people.list()).map(({ id }) => id);
  const act = fc.record({
    by: fc.constantFrom(...all),
    on: fc.constantFrom(...all),
    kind: fc.constantFrom('role', 'disable', 'enable', 'reset'),
    role: ROLE,
  });
  await fc.assert(
    fc.asyncProperty(act, async ({ by, on, kind, role }) => {
      const [actor, before] = [await runtime.people.get(by), await runtime.people.get(on)];
      const mayTry = RANK[actor.role] >= RANK.admin && RANK[actor.role] >= RANK[before.role];
      const isAllowed =
        mayTry && (kind !== 'role' || RANK[actor.role] >= RANK[role]) && (by !== on || kind === 'reset');
      const owners = (await runtime.people.list()).filter((each) => each.role === 'owner' && each.disabledAt === null);
      const isLastOwner = owners.length === 1 && owners[0]?.id === on;
      const endsOwner = kind === 'disable' || (kind === 'role' && role !== 'owner');
      const hasSucceeded = await perform(
        {
          role: commands.changeRole,
          disable: commands.disablePerson,
          enable: commands.enablePerson,
          reset: commands.resetPassword,
        }[kind] as Command,
        kind === 'role' ? { id: on, role } : { id: on },
        actorOfPerson(actor),
        runtime,
      ).then(
        () => true,
        () => false,
      );
      expect(hasSucceeded).toBe(isAllowed && !(isLastOwner && endsOwner));
      const after = await runtime.people.get(on);
      if (!hasSucceeded) expect(after).toEqual(before);
      expect((await runtime.people.list()).some((each) => each.role === 'owner' && each.disabledAt === null)).toBe(
        true,
      );
    }),
    { numRuns: 300 },
  );
});

test('people without the permission neither see nor change people', async () => {
  const people = await startPeople();
  for (const role of ['viewer', 'operator'] as const) {
    const actor = await people.join(role);
    for (const command of [commands.viewPeople, commands.invitePerson, commands.changeRole, commands.disablePerson]) {
      await expect(perform(command as Command, {}, actor, people.runtime)).rejects.toMatchObject(
        refusal('permission_missing'),
      );
    }
  }
  await expect(perform(commands.viewAccount, {}, ANONYMOUS, people.runtime)).rejects.toMatchObject(
    refusal('permission_missing'),
  );
});

test('the shell creates the owner, invites people, and resets a forgotten password', async () => {
  const { runtime } = await startProduct();
  const env = { ...process.env, ...settingsOf(runtime), PORT: '3999', PINTD_LOG_LEVEL: 'silent' };
  const pintd = (args: readonly string[], input = '') => runCommand(args, { env, input });
  expect((await pintd(['people:list'])).out).toContain('owner:create');
  expect((await pintd(['owner:create', OWNER.email, OWNER.name], 'short')).err).toContain('12 characters');
  expect(await pintd(['owner:create', OWNER.email, OWNER.name], `${PASSWORD}\n`)).toMatchObject({ status: 0 });
  // The shell hashes at the product's cost, other tests at a lower cost.
  expect(await runtime.people.passwordOf(1)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect((await pintd(['owner:create', 'b@shop.example', 'B'], PASSWORD)).err).toContain('There is an owner already');
  const invited = await pintd(['people:invite', 'new@shop.example', '--role', 'admin']);
  expect(invited.out).toMatch(/^http:\/\/localhost:3999\/invitations\/[\w-]{43}\n$/);
  const token = invited.out.trim().split('/').at(-1) ?? '';
  const accepted = { token, name: 'New', password: PASSWORD, client: client() };
  await perform(commands.acceptInvitation, accepted, ANONYMOUS, runtime);
  expect(JSON.parse((await pintd(['people:list', '--json'])).out)).toMatchObject([
    { name: 'Aiko Tanaka', role: 'owner' },
    { email: 'new@shop.example', role: 'admin' },
  ]);
  const link = (await pintd(['people:reset', ' New@shop.example'])).out.trim();
  expect((await runtime.invitations.find(link.split('/').at(-1) ?? ''))?.person).toBe(2);
  expect((await pintd(['people:reset', 'x@shop.example'])).err).toContain('No person has the email address');
});

testOfSqlite('a restored backup has the people, but none of their sessions, known browsers or links', async () => {
  const { runtime, as, signIn, actorOf } = await startPeople();
  const tokens = await signIn(OWNER.email);
  const owner = (await actorOf(tokens)) as Actor;
  const { token } = await as(owner, commands.invitePerson, { email: 'new@shop.example', role: 'admin' });
  const restored = await restoredFrom(runtime);
  expect(await restored.people.list()).toEqual(await runtime.people.list());
  expect(await restored.sessions.find(tokens.session)).toBeUndefined();
  expect(await restored.sessions.isKnownBrowser(tokens.knownBrowser, 1)).toBe(false);
  expect(await restored.invitations.find(token)).toBeUndefined();
});
