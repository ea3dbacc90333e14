import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import * as commands from '../lib/commands/console/access/people.ts';
import type { Actor } from '../lib/core/access/permission.ts';
import type { Locale } from '../lib/messages/locale.ts';
import { settingsOf } from './kit/elsewhere.ts';
import { sendMailsThrough } from './kit/mail-settings.ts';
import { ANONYMOUS, client, OWNER, PASSWORD, type People, refusal, requireTokens, startPeople } from './kit/people.ts';
import { startMailServer } from './kit/receivers.ts';

/** Links for choosing a password, sent by email through a real mail server. */

const JONAS_EMAIL = 'jonas@shop.example';

async function startMailing(server: SMTPServerOptions = {}) {
  const people = await startPeople();
  const mailServer = await startMailServer(server);
  onTestFinished(() => mailServer.close());
  await sendMailsThrough(mailServer, people.runtime);
  const owner = await people.actorInSession(await people.signIn(OWNER.email));
  const invite = (role: 'viewer' | 'owner' = 'viewer', email = JONAS_EMAIL) =>
    people.as(owner, commands.invitePerson, { email, role });
  const mail = (link: { id: number; token: string }, locale: Locale = 'en', by: Actor = owner) =>
    people.as(by, commands.mailInvitation, { id: link.id, token: link.token, locale });
  return { ...people, mailServer, owner, invite, mail };
}

/** The decoded text of an email, without its headers. */
function bodyOf(raw: string): string {
  const [, head = '', body = ''] = /^([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(raw) ?? [];
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  const joined = body.replaceAll('=\r\n', '');
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
}

const linkIn = (text: string) => /http\S+\/invitations\/(\S+)/.exec(text);

describe('a link', () => {
  test('is mailed as plain text, only to its person, who signs up with it', async () => {
    const { mailServer, invite, mail, as, runtime } = await startMailing();
    const link = await invite();
    expect(await mail(link)).toEqual({ email: JONAS_EMAIL });
    expect(mailServer.mails).toMatchObject([{ from: 'me@shop.example', to: [JONAS_EMAIL] }]);
    const raw = mailServer.mails[0]?.raw ?? '';
    expect(raw).toContain('Subject: [Conversion Console] Your invitation');
    expect(raw).not.toMatch(/text\/html|List-Unsubscribe/i);
    const text = bodyOf(raw);
    expect(text).toContain('Aiko Tanaka has invited you');
    const [url, token] = linkIn(text) ?? [];
    expect(url).toBe(`http://localhost:${runtime.env.port}/invitations/${link.token}`);
    const input = { token: token ?? '', name: 'Jonas Lind', password: PASSWORD, client: client() };
    expect(requireTokens(await as(ANONYMOUS, commands.acceptInvitation, input)).session).toMatch(/^[\w-]{43}$/);
    await expect(mail(link)).rejects.toMatchObject(refusal('invitation_unknown'));
  });

  test('for a new password says what it is for, in English and in Japanese', async () => {
    const { mailServer, mail, as, join: joinAs, owner } = await startMailing();
    const { id } = await joinAs('operator');
    const link = await as(owner, commands.resetPassword, { id: Number(id) });
    await mail(link, 'en');
    await mail(link, 'ja');
    const [english = '', japanese = ''] = mailServer.mails.map(({ raw }) => bodyOf(raw));
    expect(english).toContain('Aiko Tanaka has created a link for you');
    expect(english).toContain('If you did not ask for it');
    expect(japanese).toContain('新しいパスワード');
    expect(linkIn(japanese)?.[1]).toBe(link.token);
  });

  test('is only in the email: in no file, log or entry of the audit log', async () => {
    const { mailServer, invite, mail, runtime } = await startMailing();
    const link = await invite();
    await mail(link);
    expect(mailServer.mails[0]?.raw.replaceAll('=\r\n', '')).toContain(link.token);
    const { dataDir } = runtime.env;
    const stored = globSync('**/*', { cwd: dataDir, withFileTypes: true }).filter((each) => each.isFile());
    expect(stored.length).toBeGreaterThan(1);
    for (const { parentPath, name } of stored)
      expect(readFileSync(join(parentPath, name)).includes(link.token), name).toBe(false);
    expect(await runtime.outbox.list(10)).toEqual([]);
    const entries = await runtime.auditList.page({ action: 'mailInvitation' }, { limit: 10 });
    expect(entries).toMatchObject([
      { outcome: 'done', object: { kind: 'invitation', id: String(link.id), name: JONAS_EMAIL } },
    ]);
  });

  test('that cannot be mailed can still be handed over; the error names the cause', async () => {
    const { mailServer, invite, mail, runtime, as } = await startMailing({
      onRcptTo: (_, __, done) => done(Object.assign(new Error('no such person here'), { responseCode: 550 })),
    });
    const link = await invite();
    await expect(mail(link)).rejects.toMatchObject({
      code: 'link_not_mailed',
      params: { problem: 'The mail server refused the email (550).' },
    });
    await mailServer.close();
    await expect(mail(link, 'ja')).rejects.toMatchObject({ params: { problem: expect.stringContaining('接続') } });
    const failed = await runtime.auditList.page({ action: 'mailInvitation' }, { limit: 10 });
    expect(failed.map(({ outcome, code }) => `${outcome} ${code}`)).toEqual(Array(2).fill('failed link_not_mailed'));
    expect(await as(ANONYMOUS, commands.viewInvitation, { token: link.token })).toMatchObject({ email: JONAS_EMAIL });
  });

  test('for an owner is not mailed, since admins choose the mail server', async () => {
    const { mailServer, invite, mail } = await startMailing();
    await expect(mail(await invite('owner'))).rejects.toMatchObject(refusal('link_not_mailable'));
    expect(mailServer.mails).toEqual([]);
  });

  test("is not mailed with another link's token, by people who may not create links, or to a malformed address", async () => {
    const { mailServer, invite, mail, join: joinAs } = await startMailing();
    const [one, two] = [await invite(), await invite('viewer', 'mei@shop.example')];
    await expect(mail({ id: one.id, token: two.token })).rejects.toMatchObject(refusal('invitation_unknown'));
    await expect(mail(two, 'en', await joinAs('operator'))).rejects.toMatchObject(refusal('permission_missing'));
    const odd = await invite('viewer', 'team:mei@shop.example');
    await expect(mail(odd)).rejects.toMatchObject(refusal('link_address_malformed'));
    expect(mailServer.mails).toEqual([]);
  });
});

describe('pintd', () => {
  const pintd = ({ runtime }: People, ...args: string[]) =>
    runCommand(args, { env: { ...process.env, ...settingsOf(runtime), PINTD_LOG_LEVEL: 'silent' } });

  test('prints every link, and mails it only on request', async () => {
    const people = await startMailing();
    const { mailServer } = people;
    expect(await pintd(people, 'people:invite', JONAS_EMAIL)).toMatchObject({ status: 0 });
    expect(mailServer.mails).toEqual([]);
    const invited = await pintd(people, 'people:invite', JONAS_EMAIL, '--role', 'viewer', '--mail', '--language', 'ja');
    expect(invited).toMatchObject({ status: 0, err: expect.stringContaining(`It was also sent to ${JONAS_EMAIL}.`) });
    const text = bodyOf(mailServer.mails[0]?.raw ?? '');
    expect(text).toContain('招待されました');
    expect(linkIn(text)?.[0]).toBe(invited.out.trim());
    expect(await pintd(people, 'people:reset', OWNER.email, '--mail')).toMatchObject({
      out: expect.stringContaining('/invitations/'),
      err: expect.stringContaining('Links for owners are not mailed'),
      status: 1,
    });
    expect(mailServer.mails).toHaveLength(1);
  });
});
