import { TOTP, URI } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import * as commands from '../lib/commands/console/access/people.ts';
import * as factors from '../lib/commands/console/access/second-factors.ts';
import type { Actor } from '../lib/core/access/permission.ts';
import type { Tokens } from '../lib/operations/people/sign-in.ts';
import { settingsOf, storedBytes } from './kit/elsewhere.ts';
import { ANONYMOUS, client, OWNER, PASSWORD, type People, refusal, startPeople } from './kit/people.ts';
import { testOfSqlite } from './kit/postgresql.ts';
import { restoredFrom } from './kit/restored.ts';

const STEP_MS = 30_000;
const MINUTE_MS = 60_000;

/** An owner with an authenticator app, and the owner's session. */
interface Protected extends People {
  readonly owner: Actor;
  readonly tokens: Tokens;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  /** The code that the app shows so many steps of 30 seconds from now. */
  codeAt(step?: number): string;
  /** Signs in with the password; returns the token of the second step. */
  begin(email?: string, from?: ReturnType<typeof client>): Promise<string>;
  complete(pending: string, code: string, from?: ReturnType<typeof client>): Promise<Tokens>;
}

async function startProtected(): Promise<Protected> {
  const people = await startPeople();
  const { as, runtime } = people;
  const tokens = await people.signIn(OWNER.email);
  const owner = await people.actorInSession(tokens);
  const { secret, address } = await as(owner, factors.startTotp, {});
  const app = URI.parse(address) as TOTP;
  const codeAt = (step = 0) => app.generate({ timestamp: runtime.clock.now() + step * STEP_MS });
  const recoveryCodes = await as(owner, factors.confirmTotp, { code: codeAt() });
  await people.passTime(2 * STEP_MS);
  return {
    ...people,
    owner,
    tokens,
    secret,
    recoveryCodes,
    codeAt,
    async begin(email = OWNER.email, from = client()) {
      const result = await as(ANONYMOUS, commands.signIn, { email, password: PASSWORD, client: from });
      if (!('pending' in result)) throw new Error('needs no second factor');
      return result.pending;
    },
    complete: (pending, code, from = client()) =>
      as(ANONYMOUS, factors.completeSignIn, { pending, code, client: from }),
  };
}

describe('an authenticator app', () => {
  test('is required only after its first code was accepted', async () => {
    const { as, signIn, actorInSession, runtime } = await startPeople();
    const owner = await actorInSession(await signIn(OWNER.email));
    await expect(as(owner, factors.confirmTotp, { code: '123456' })).rejects.toMatchObject(refusal('totp_missing'));
    const replaced = await as(owner, factors.startTotp, {});
    const { secret, address } = await as(owner, factors.startTotp, {});
    expect(address).toMatch(/^otpauth:\/\/totp\/Conversion%20Console:aiko%40shop\.example\?/);
    const app = URI.parse(address) as TOTP;
    const now = runtime.clock.now();
    const code = new TOTP({ secret: replaced.secret }).generate({ timestamp: now });
    await expect(as(owner, factors.confirmTotp, { code })).rejects.toMatchObject(refusal('code_refused'));
    await signIn(OWNER.email);
    const codes = await as(owner, factors.confirmTotp, { code: app.generate({ timestamp: now }) });
    expect(new Set(codes).size).toBe(10);
    expect(app.secret.base32).toBe(secret);
    await expect(signIn(OWNER.email)).rejects.toThrow('needs a second factor');
    await expect(as(owner, factors.startTotp, {})).rejects.toMatchObject(refusal('totp_on'));
  });

  test('that is on cannot be confirmed again, whether the code is correct or not', async () => {
    const { as, owner, codeAt } = await startProtected();
    for (const code of [codeAt(), '000000'])
      await expect(as(owner, factors.confirmTotp, { code })).rejects.toMatchObject(refusal('totp_on'));
  });

  test('lets a person in after the password, with the current, the previous or the next code', async () => {
    const { actorOf, begin, codeAt, complete, passTime } = await startProtected();
    for (const step of [-1, 0, 1]) {
      await passTime(3 * STEP_MS);
      expect((await actorOf(await complete(await begin(), codeAt(step))))?.id).toBe('1');
    }
    await passTime(5 * STEP_MS);
    for (const step of [-2, 2]) {
      await expect(complete(await begin(), codeAt(step))).rejects.toMatchObject(refusal('code_refused'));
    }
  });

  test('accepts a code once, even if it is sent many times at once, and no older code afterwards', async () => {
    const { begin, codeAt, complete } = await startProtected();
    const pending = await Promise.all(Array.from({ length: 6 }, () => begin()));
    // Both codes are read now, because the next step may begin at any time.
    const [code, older] = [codeAt(), codeAt(-1)];
    const ended = await Promise.allSettled(pending.map((each) => complete(each, code)));
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const used of [code, older]) {
      await expect(complete(await begin(), used)).rejects.toMatchObject(refusal('code_refused'));
    }
  });

  test('reads a code as people type it', async () => {
    const { actorOf, begin, codeAt, complete } = await startProtected();
    const typed = codeAt().replace(/(...)(...)/, ' $1 $2 ');
    const wide = typed.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    expect(await actorOf(await complete(await begin(), wide))).toBeDefined();
  });

  testOfSqlite('is stored encrypted, and its recovery codes as digests', async () => {
    const { recoveryCodes, runtime, secret } = await startProtected();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const bytes = storedBytes(runtime);
    for (const text of [secret, ...recoveryCodes]) expect(bytes.includes(text)).toBe(false);
  });

  test('still works after the encryption key was rotated and the old key removed', async () => {
    const { begin, codeAt, complete, runtime, actorOf } = await startProtected();
    const env = { ...process.env, ...settingsOf(runtime), PINTD_LOG_LEVEL: 'silent' };
    const pintd = (...args: string[]) => runCommand(args, { env: { ...env, PINTD_KEY_FILE: runtime.env.keyFile } });
    expect(await pintd('keys:rotate')).toMatchObject({ status: 0 });
    expect(await pintd('keys:remove-unused')).toMatchObject({ status: 0 });
    expect(runtime.keyFile.keys).toHaveLength(1);
    expect(await actorOf(await complete(await begin(), codeAt()))).toBeDefined();
  });
});

describe('a sign-in that needs a second factor', () => {
  test('is not logged as a sign-in that began a session', async () => {
    const { begin, codeAt, complete, runtime } = await startProtected();
    const newest = async () => (await runtime.auditList.page({}, { limit: 1 }))[0];
    const pending = await begin();
    expect(await newest()).toMatchObject({ action: 'signIn', outcome: 'done', code: 'second_factor_pending' });
    await complete(pending, codeAt());
    expect(await newest()).toMatchObject({ action: 'completeSignIn', outcome: 'done', code: null });
  });

  test('gives access to nothing, expires after five minutes, and can be completed once', async () => {
    const { as, begin, codeAt, complete, passTime, runtime } = await startProtected();
    const late = await begin();
    expect(await runtime.sessions.find(late)).toBeUndefined();
    expect(await as(ANONYMOUS, factors.viewPendingSignIn, { pending: late })).toEqual({
      email: OWNER.email,
      hasTotp: true,
      hasPasskey: false,
    });
    await passTime(5 * MINUTE_MS);
    await expect(complete(late, codeAt())).rejects.toMatchObject(refusal('sign_in_over'));
    const pending = await begin();
    await passTime(4 * MINUTE_MS);
    await complete(pending, codeAt());
    await passTime(2 * STEP_MS);
    await expect(complete(pending, codeAt())).rejects.toMatchObject(refusal('sign_in_over'));
    const canceled = await begin();
    await as(ANONYMOUS, factors.cancelSignIn, { pending: canceled });
    await expect(complete(canceled, codeAt())).rejects.toMatchObject(refusal('sign_in_over'));
    await expect(complete('', codeAt())).rejects.toMatchObject(refusal('sign_in_over'));
  });

  test('also follows the choice of a new password, and ends when the password changes or the person is disabled', async () => {
    const people = await startProtected();
    const { as, begin, codeAt, complete, owner } = people;
    const other = await people.join('owner', 'other');
    const before = await begin();
    const { token } = await as(other, commands.resetPassword, { id: 1 });
    const accepted = await as(ANONYMOUS, commands.acceptInvitation, { token, password: PASSWORD, client: client() });
    expect(accepted).toEqual({ pending: expect.any(String) });
    await expect(complete(before, codeAt())).rejects.toMatchObject(refusal('sign_in_over'));
    const { pending } = accepted as { pending: string };
    await as(other, commands.disablePerson, { id: Number(owner.id) });
    await expect(complete(pending, codeAt())).rejects.toMatchObject(refusal('sign_in_over'));
  });
});

describe('a recovery code', () => {
  test('lets a person in once, even with hyphens, lowercase letters and letters in place of digits', async () => {
    const { actorOf, as, begin, complete, owner, recoveryCodes } = await startProtected();
    const [first = '', second = ''] = recoveryCodes;
    const typed = first.replace(/(.{4})(.{4})/, '$1-$2 ').toLowerCase();
    const tokens = await complete(await begin(), typed.replaceAll('0', 'o').replaceAll('1', 'l'));
    expect((await actorOf(tokens))?.id).toBe('1');
    await expect(complete(await begin(), first)).rejects.toMatchObject(refusal('code_refused'));
    expect((await as(owner, factors.viewFactors, {})).recoveryCodes).toBe(9);
    const pending = [await begin(), await begin(), await begin()];
    const atOnce = await Promise.allSettled(pending.map((each) => complete(each, second)));
    expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is replaced by new codes, and removed with the last factor', async () => {
    const { as, begin, complete, owner, recoveryCodes, signIn, runtime } = await startProtected();
    const renewed = await as(owner, factors.renewRecoveryCodes, {});
    await expect(complete(await begin(), recoveryCodes[0] ?? '')).rejects.toMatchObject(refusal('code_refused'));
    await complete(await begin(), renewed[0] ?? '');
    await as(owner, factors.removeTotp, {});
    await signIn(OWNER.email);
    expect(await runtime.secondFactors.of(1)).toEqual({ totpSince: null, passkeys: [], recoveryCodes: 0 });
    await expect(as(owner, factors.renewRecoveryCodes, {})).rejects.toMatchObject(refusal('second_factor_missing'));
  });

  test('of another person is refused', async () => {
    const people = await startProtected();
    const { as, begin, complete, actorInSession, recoveryCodes, signIn } = people;
    await people.join('viewer');
    const viewer = await actorInSession(await signIn('viewer@shop.example'));
    const { address } = await as(viewer, factors.startTotp, {});
    const code = (URI.parse(address) as TOTP).generate({ timestamp: people.runtime.clock.now() });
    await as(viewer, factors.confirmTotp, { code });
    const pending = await begin('viewer@shop.example');
    await expect(complete(pending, recoveryCodes[0] ?? '')).rejects.toMatchObject(refusal('code_refused'));
    await expect(complete(pending, people.codeAt())).rejects.toMatchObject(refusal('code_refused'));
  });
});

test('every change of the factors ends the other sessions; an unconfirmed secret does not', async () => {
  const people = await startPeople();
  const { as, actorOf, actorInSession, runtime, signIn, passTime } = people;
  const own = await signIn(OWNER.email);
  const owner = await actorInSession(own);
  let other = await signIn(OWNER.email);
  const { address } = await as(owner, factors.startTotp, {});
  expect(await actorOf(other)).toBeDefined();
  const app = URI.parse(address) as TOTP;
  const code = () => app.generate({ timestamp: runtime.clock.now() });
  const enter = async () => {
    const result = await as(ANONYMOUS, commands.signIn, { email: OWNER.email, password: PASSWORD, client: client() });
    if (!('pending' in result)) return result;
    await passTime(2 * STEP_MS);
    return as(ANONYMOUS, factors.completeSignIn, { pending: result.pending, code: code(), client: client() });
  };
  const changes = [
    () => as(owner, factors.confirmTotp, { code: code() }),
    () => as(owner, factors.renewRecoveryCodes, {}),
    () => as(owner, factors.removeTotp, {}),
  ];
  for (const change of changes) {
    await change();
    expect([(await actorOf(own))?.id, await actorOf(other)]).toEqual(['1', undefined]);
    other = await enter();
    expect(await actorOf(other)).toBeDefined();
  }
});

test('lost factors can be removed by someone with a higher role, by owners, and in the shell', async () => {
  const people = await startProtected();
  const { as, begin, owner, runtime, signIn, actorInSession } = people;
  const [admin, peer] = [await people.join('admin'), await people.join('admin', 'peer')];
  const operator = await people.join('operator');
  const protect = async (email: string) => {
    const actor = await actorInSession(await signIn(email));
    const { address } = await as(actor, factors.startTotp, {});
    const code = (URI.parse(address) as TOTP).generate({ timestamp: runtime.clock.now() });
    await as(actor, factors.confirmTotp, { code });
  };
  for (const name of ['operator', 'peer']) await protect(`${name}@shop.example`);
  expect(await runtime.sessions.list(Number(operator.id))).not.toEqual([]);
  const remove = (by: Actor, person: Actor) => as(by, commands.removeFactors, { id: Number(person.id) });
  await expect(remove(admin, peer)).rejects.toMatchObject(refusal('factors_of_equal'));
  await expect(remove(admin, owner)).rejects.toMatchObject(refusal('factors_of_equal'));
  await expect(remove(operator, admin)).rejects.toMatchObject(refusal('permission_missing'));
  await expect(remove(owner, owner)).rejects.toMatchObject(refusal('person_self'));
  const { people: listed } = await as(admin, commands.viewPeople, {});
  const mayRemove = listed.filter((each) => each.factors.length > 0 && each.mayRemoveFactors).map(({ email }) => email);
  expect(mayRemove).toEqual(['operator@shop.example']);
  await remove(admin, operator);
  expect(await runtime.sessions.list(Number(operator.id))).toEqual([]);
  await signIn('operator@shop.example');
  await begin('peer@shop.example');
  await remove(owner, peer);
  await signIn('peer@shop.example');
  const env = { ...process.env, ...settingsOf(runtime), PINTD_LOG_LEVEL: 'silent' };
  const pintd = (...args: string[]) => runCommand(args, { env });
  expect(JSON.parse((await pintd('people:list', '--json')).out)).toContainEqual(
    expect.objectContaining({ email: OWNER.email, has_second_factor: true, second_factors: ['totp'] }),
  );
  expect(await pintd('people:remove-factors', OWNER.email)).toMatchObject({ status: 0 });
  await signIn(OWNER.email);
  expect((await pintd('people:remove-factors', 'x@shop.example')).err).toContain('No person has the email address');
});

testOfSqlite(
  'a restored backup has the authenticator apps, but no recovery codes, which may have been used since',
  async () => {
    const { owner, runtime, secret } = await startProtected();
    const restored = await restoredFrom(runtime);
    expect(await restored.secondFactors.totpOf(Number(owner.id))).toEqual({ secret, isOn: true });
    expect((await restored.secondFactors.of(Number(owner.id))).recoveryCodes).toBe(0);
  },
);

describe('guesses', () => {
  test('of codes are limited for strangers, but not in a known browser of the person', async () => {
    const { begin, codeAt, complete, actorOf, tokens } = await startProtected();
    const known = client('192.0.2.1', tokens.knownBrowser);
    const codes: string[] = [];
    for (let guess = 0; guess < 30; guess++) {
      const pending = await begin();
      const from = client(`198.51.100.${guess}`);
      await complete(pending, guess % 2 === 0 ? '000000' : 'A'.repeat(16), from).catch(({ code }) => codes.push(code));
    }
    expect(codes.filter((code) => code === 'code_refused')).toHaveLength(10);
    expect(codes.filter((code) => code === 'code_limited')).toHaveLength(20);
    const elsewhere = complete(await begin(), codeAt(), client('203.0.113.9'));
    await expect(elsewhere).rejects.toMatchObject(refusal('code_limited'));
    expect(await actorOf(await complete(await begin(OWNER.email, known), codeAt(), known))).toBeDefined();
  });
});
