import { expect, test } from './fixtures.ts';
import { expectAccessible, expectToFit, violationsOn } from './page-checks.ts';
import { csvOf, pintd, playFaults, queueExport } from './shell.ts';

/** What a person does when something on the way to Pinterest goes wrong. */

test.afterEach(({ request }) => playFaults(request, []));

test('a refused token pauses its jobs; another token lets them go on', async ({ page, request }) => {
  pintd(['auth:create', 'Revoked'], 'pina_revoked');
  await playFaults(request, [{ match: { account: '700000000001' }, do: { status: 401 } }]);
  const job = queueExport(csvOf(20, 'r'), 'Revoked', '700000000001');
  await page.goto(`/jobs/${job}`);
  await expect(page.getByText('Paused: Token refused.')).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('link', { name: 'Replace token' }).click();
  await playFaults(request, []);
  await page.getByRole('button', { name: 'Replace token' }).first().click();
  await page.getByRole('dialog').getByLabel('Access token', { exact: true }).fill('pina_another');
  await page.getByRole('dialog').getByRole('button', { name: 'Replace token' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto(`/jobs/${job}`);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
});

for (const [decision, confirm, resent] of [
  ['Count as accepted', 'Count as accepted', 0],
  ['Send them again', 'Send again', 20],
] as const) {
  test(`uncertain records wait for a person: ${decision}`, async ({ page, request }) => {
    const name = `Unsure ${resent}`;
    const account = `70000000001${resent}`;
    pintd(['auth:create', name], `pina_unsure_${resent}`);
    await playFaults(request, [{ match: { account }, do: { status: 204 } }]);
    const job = queueExport(csvOf(20, `u${resent}-`), name, account);
    await page.goto(`/jobs/${job}`);
    await expect(page.getByText('20 records may or may not have been accepted.')).toBeVisible();
    await playFaults(request, []);
    await expectAccessible(page);
    await expectToFit(page);
    await page.getByRole('button', { name: decision }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: confirm }).click();
    await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
    const shown = JSON.parse(pintd(['job:show', String(job), '--json']));
    expect(shown).toMatchObject({
      status: 'success',
      resent_after_unknown: resent,
      records: { accepted: 20, uncertain: 0 },
    });
  });
}
