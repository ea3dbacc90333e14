import { expect, test } from 'vitest';
import type { Command } from '../lib/commands/command.ts';
import { commands } from '../lib/commands/commands.ts';
import * as keys from '../lib/commands/console/access/keys.ts';
import * as people from '../lib/commands/console/access/people.ts';
import * as factors from '../lib/commands/console/access/second-factors.ts';
import { saveMailSettings } from '../lib/commands/console/settings.ts';
import { perform } from '../lib/commands/perform.ts';
import { changeSettings } from '../lib/commands/rows/settings.ts';
import { PROOF_MS } from '../lib/core/access/fresh-proof.ts';
import type { Actor, Permission } from '../lib/core/access/permission.ts';
import { client, LOOPBACK, OWNER, PASSWORD, refusal, startPeople } from './kit/people.ts';

const MINUTE_MS = 60 * 1000;
const KEY = { name: 'Export', role: 'operator' } as const;

test('a sensitive action needs a sign-in or a proof from the last ten minutes, in this session', async () => {
  const { as, actorInSession, passTime, runtime, signIn } = await startPeople();
  const [tokens, elsewhere] = [await signIn(OWNER.email), await signIn(OWNER.email)];
  await passTime(PROOF_MS - MINUTE_MS);
  await as(await actorInSession(tokens), keys.createApiKey, KEY);
  await passTime(MINUTE_MS + 1);
  const stale = await actorInSession(tokens);
  await expect(as(stale, keys.createApiKey, KEY)).rejects.toMatchObject(refusal('proof_required'));
  await expect(as(stale, factors.requireProof, {})).rejects.toMatchObject(refusal('proof_required'));
  expect(await runtime.apiKeys.list()).toHaveLength(1);
  await as(stale, people.viewPeople, {});
  await as(stale, factors.prove, { password: PASSWORD });
  await as(await actorInSession(tokens), keys.createApiKey, KEY);
  const other = as(await actorInSession(elsewhere), keys.createApiKey, KEY);
  await expect(other).rejects.toMatchObject(refusal('proof_required'));
  await passTime(PROOF_MS + 1);
  await expect(as(await actorInSession(tokens), keys.createApiKey, KEY)).rejects.toMatchObject(
    refusal('proof_required'),
  );
});

test('without its entry in the audit log, a password is no proof', async () => {
  const { as, actorInSession, passTime, runtime, signIn } = await startPeople();
  const tokens = await signIn(OWNER.email);
  await passTime(PROOF_MS + 1);
  const stale = await actorInSession(tokens);
  runtime.auditLog.onAppended = () => {
    throw new Error('no room');
  };
  await expect(as(stale, factors.prove, { password: PASSWORD })).rejects.toThrow('no room');
  expect((await actorInSession(tokens)).session).toEqual(stale.session);
});

test('a proof that was given while the clock was ahead is not fresh', async () => {
  const { as, actorInSession, passTime, signIn } = await startPeople();
  const actor = await actorInSession(await signIn(OWNER.email));
  await passTime(-PROOF_MS - 60_000);
  await expect(as(actor, keys.createApiKey, KEY)).rejects.toMatchObject(refusal('proof_required'));
});

test('keys, the shell and a console without sign-in need no proof', async () => {
  const { runtime } = await startPeople();
  const actors: readonly Actor[] = [
    LOOPBACK,
    { kind: 'shell', id: '1', role: 'owner' },
    { kind: 'key', id: '1', role: 'admin' },
  ];
  for (const actor of actors) await perform(keys.createApiKey, KEY, actor, runtime);
  expect(await runtime.apiKeys.list()).toHaveLength(3);
});

test('a permission is checked before a proof is required', async () => {
  const people = await startPeople();
  await people.join('viewer');
  const tokens = await people.signIn('viewer@shop.example');
  await people.passTime(PROOF_MS + 1);
  const attempt = people.as(await people.actorInSession(tokens), keys.createApiKey, KEY);
  await expect(attempt).rejects.toMatchObject(refusal('permission_missing'));
});

test('wrong proofs are refused and limited, in this session only', async () => {
  const { as, actorInSession, passTime, signIn } = await startPeople();
  const tokens = await signIn(OWNER.email);
  await passTime(PROOF_MS + 1);
  const stale = await actorInSession(tokens);
  const codes: string[] = [];
  for (let guess = 0; guess < 25; guess++) {
    const wrong = { password: `guess number ${guess}` };
    await as(stale, factors.prove, wrong).catch(({ code }) => codes.push(code));
    await as(stale, factors.prove, { code: '123456' }).catch(({ code }) => codes.push(code));
  }
  expect(codes.filter((code) => code === 'password_wrong')).toHaveLength(20);
  expect(codes.filter((code) => code === 'code_refused')).toHaveLength(25);
  await expect(as(stale, factors.prove, { password: PASSWORD })).rejects.toMatchObject(refusal('sign_in_limited'));
  const change = { current: PASSWORD, password: PASSWORD, client: client() };
  await expect(as(stale, people.changeOwnPassword, change)).rejects.toMatchObject(refusal('sign_in_limited'));
  await expect(as(stale, keys.createApiKey, KEY)).rejects.toMatchObject(refusal('proof_required'));
  const elsewhere = await actorInSession(await signIn(OWNER.email));
  await as(elsewhere, factors.prove, { password: PASSWORD });
});

/** Commands that need no proof despite their permission: they only read, or have no session. */
const NOT_SENSITIVE = ['viewPeople', 'createOwner', 'listEncryptionKeys', 'checkSecurity'];
const SENSITIVE: readonly Permission[] = ['people.manage', 'keys.manage', 'backups.create', 'encryption.manage'];

test('every command that manages people, keys, tokens and backups, or downloads values in bulk, needs a proof', () => {
  const isSensitive = ({ id, permission }: Command) =>
    (SENSITIVE.includes(permission) && !NOT_SENSITIVE.includes(id)) ||
    /^(?:createAuthentication|replaceToken|deleteAuthentication|download(?:Result|Records|InvalidCsv))$/.test(id) ||
    (permission === 'sessions.own' &&
      /Totp$|RecoveryCodes$|^(?:begin|add|remove)\w*Passkey$|^beginSsoConnect$|^disconnectIdentity$|^requireProof$/.test(
        id,
      ));
  const withoutProof = commands.filter((command) => isSensitive(command) && !command.needsProof).map(({ id }) => id);
  expect(withoutProof).toEqual([]);
  expect(commands.filter(isSensitive).length).toBeGreaterThan(25);
});

test('changing the mail server, which delivers links, needs a proof; changing other settings does not', async () => {
  const { as, actorInSession, passTime, runtime, signIn } = await startPeople();
  const tokens = await signIn(OWNER.email);
  await passTime(PROOF_MS + 1);
  const stale = await actorInSession(tokens);
  const server = { smtp_host: 'mail.evil.example', mail_from: 'a@evil.example' };
  await expect(as(stale, changeSettings, server)).rejects.toMatchObject(refusal('proof_required'));
  await expect(as(stale, changeSettings, { smtp_password: 'x' })).rejects.toMatchObject(refusal('proof_required'));
  await expect(as(stale, saveMailSettings, server)).rejects.toMatchObject(refusal('proof_required'));
  expect((await runtime.settings.mail()).smtp_host).toBe('');
  await as(stale, changeSettings, { retention_days: 7 });
  await as(stale, factors.prove, { password: PASSWORD });
  await as(await actorInSession(tokens), saveMailSettings, server);
  expect((await runtime.settings.mail()).smtp_host).toBe(server.smtp_host);
});
