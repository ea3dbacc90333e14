import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectNoOverflow } from './page-checks.ts';
import { csvOf, pintd, queueExport, setFaults } from './shell.ts';

/** Handling of delivery problems in the console. */

test.afterEach(({ request }) => setFaults(request, []));

test('a refused token pauses its jobs; replacing it resumes them', async ({ page, request }) => {
  await pintd(['auth:create', 'Revoked'], 'pina_revoked');
  await setFaults(request, [{ match: { account: '700000000001' }, do: { status: 401 } }]);
  const job = await queueExport(csvOf(20, 'r'), 'Revoked', '700000000001');
  await page.goto(`/jobs/${job}`);
  await expect(page.getByText('Paused: Token refused.')).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await pintd(['db:create', 'refused_tokens']);
  await page.goto('/workbench/queries/new');
  await page.getByRole('button', { name: 'Export Results' }).click();
  await expect(page.getByRole('dialog').locator('label').filter({ hasText: 'Revoked' })).toContainText('Refused since');
  await page.goto(`/jobs/${job}`);
  await page.getByRole('link', { name: 'Replace token' }).click();
  await setFaults(request, []);
  await page.getByRole('button', { name: 'Replace token' }).first().click();
  await page.getByRole('dialog').getByLabel('Access token', { exact: true }).fill('pina_another');
  await page.getByRole('dialog').getByRole('button', { name: 'Replace token' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto(`/jobs/${job}`);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
});

for (const [decision, resent] of [
  ['Count as accepted', 0],
  ['Resend', 20],
] as const) {
  test(`uncertain records need a decision: ${decision}`, async ({ page, request }) => {
    const name = `Uncertain ${resent}`;
    const account = `70000000001${resent}`;
    await pintd(['auth:create', name], `pina_uncertain_${resent}`);
    await setFaults(request, [{ match: { account }, do: { status: 204 } }]);
    const job = await queueExport(csvOf(20, `u${resent}-`), name, account);
    await page.goto(`/jobs/${job}`);
    await expect(page.getByText('20 records may or may not have been accepted.')).toBeVisible();
    await setFaults(request, []);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('button', { name: decision }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: decision }).click();
    await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
    const shown = JSON.parse(await pintd(['job:show', String(job), '--json']));
    expect(shown).toMatchObject({
      status: 'success',
      resent_after_unknown: resent,
      records: { accepted: 20, uncertain: 0 },
    });
  });
}
