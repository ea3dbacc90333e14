import { startMailServer } from '../tests/kit/receivers.ts';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { createOwner, newPerson, pintd } from './people-kit.ts';
import { withProducts } from './product.ts';

test('an invitation is mailed by the console; a link whose email was refused is shown, and can be mailed later', {
  tag: '@whole',
}, async ({ browser }) => {
  let isRefusing = true;
  const mailServer = await startMailServer({
    onRcptTo: (_, __, done) => done(isRefusing ? Object.assign(new Error('later'), { responseCode: 451 }) : null),
  });
  await withProducts(async (start) => {
    const product = await start();
    await product.waitUntilReady();
    await createOwner(product);
    for (const [key, value] of [
      ['mail_from', 'console@shop.example'],
      ['smtp_security', 'none'],
      ['smtp_port', String(mailServer.port)],
      ['smtp_host', '127.0.0.1'],
    ] as const)
      await pintd(product, ['settings:set', key, value]);
    const { page } = await newPerson(browser, product, 'admin');
    await page.goto(`${product.url}/settings/people`);
    await expect(page.getByRole('columnheader', { name: 'Second factor' })).toBeVisible();
    await expectUsable(page);
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByLabel('Email').fill('jonas@shop.example');
    await expect(page.getByLabel('Send the link to this address')).toBeChecked();
    await expectUsable(page);
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('alert')).toContainText('The mail server refused the email (451).');
    await expect(dialog.locator('pre, code').first()).toContainText('/invitations/');
    await expectUsable(page);
    isRefusing = false;
    await dialog.getByRole('button', { name: 'Send by email' }).click();
    await expect(dialog.getByRole('status').filter({ hasText: 'Sent to jonas@shop.example' })).toBeVisible();
    const link = (await dialog.locator('pre, code').first().textContent()) ?? '';
    expect(mailServer.mails.map(({ to }) => to)).toEqual([['jonas@shop.example']]);
    expect(mailServer.mails[0]?.raw.replaceAll('=\r\n', '')).toContain(link);
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(dialog).toHaveCount(0);
    expect(product.output).not.toContain(link.split('/').at(-1) ?? '');
  });
  await mailServer.close();
});
