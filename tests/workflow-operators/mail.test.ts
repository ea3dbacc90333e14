import { expect, onTestFinished, test } from 'vitest';
import { sendMailsThrough } from '../kit/mail-settings.ts';
import { startProduct } from '../kit/product.ts';
import { startMailServer } from '../kit/receivers.ts';
import { pushAndRun, pushFiles, queueAttempt, runAttempt, runUntilCrash, SESSION, tasksOf } from '../kit/workflows.ts';

/** Tests `mail>`, in a real product. */

async function startMailing() {
  const product = await startProduct();
  const mailServer = await startMailServer();
  onTestFinished(() => mailServer.close());
  await sendMailsThrough(mailServer, product.runtime);
  return { ...product, mailServer };
}

const MAIL = `
+tell:
  mail>: mails/done.txt
  subject: "Sent \${session_date}"
  to: [ops@shop.example]
  cc: data@shop.example
  bcc: [boss@shop.example]
  html: true
  attach_files: [{path: mails/list.csv, content_type: text/csv}]
`;
const MAIL_FILES = { 'mails/done.txt': `<b>\${session_date}</b>`, 'mails/list.csv': 'a,b\n' };

test('mail> sends a file of the project with its parameters and attachments through the server of the settings', async () => {
  const product = await startMailing();
  const attempt = await pushAndRun(product, MAIL, { files: MAIL_FILES });
  expect([attempt.state, product.mailServer.mails.length]).toEqual(['success', 1]);
  const { from, to, raw } = product.mailServer.mails[0] ?? { from: '', to: [], raw: '' };
  expect([from, [...to].sort()]).toEqual([
    'me@shop.example',
    ['boss@shop.example', 'data@shop.example', 'ops@shop.example'],
  ]);
  for (const part of ['Subject: Sent 2026-11-26', 'text/html', '<b>2026-11-26</b>', 'filename=list.csv', 'Cc: data@'])
    expect(raw).toContain(part);
  expect(raw).not.toContain('boss@');
});

test('mail> is not sent again after a crash before its success is stored, unless the task has a retry', async () => {
  const product = await startMailing();
  await pushFiles(product, { 'daily.dig': MAIL, ...MAIL_FILES });
  const attempt = await queueAttempt(product);
  await runUntilCrash(product, attempt.id, (task) => task.state === 'success');
  expect((await runAttempt(product, attempt)).state).toBe('error');
  expect(product.mailServer.mails).toHaveLength(1);
  expect((await tasksOf(product, attempt))['+tell']?.error?.['message']).toContain('may or may not have arrived');
  await pushFiles(product, { 'daily.dig': `${MAIL}  _retry: 1\n`, ...MAIL_FILES });
  const retried = await queueAttempt(product, { session: SESSION + 1000 });
  await runUntilCrash(product, retried.id, (task) => task.state === 'success');
  expect((await runAttempt(product, retried)).state).toBe('success');
  const [, sent, ...others] = product.mailServer.mails.map(({ raw }) => /^Message-ID: .+$/im.exec(raw)?.[0]);
  expect(sent).toContain('workflow-');
  expect(others).toEqual([sent]); // so that the repeated email can be recognized
});

test('mail> fails without a mail server, and names the cause', async () => {
  const product = await startProduct();
  const attempt = await pushAndRun(product, '+a:\n  mail>: {data: x}\n  subject: s\n  to: [a@b.example]\n');
  expect((await tasksOf(product, attempt))['+a']?.error?.['message']).toBe(
    'No mail server is set. Set one under Control Panel > Email.',
  );
  expect(attempt.state).toBe('error');
});
