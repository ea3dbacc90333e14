import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { packProject } from './project-archive.ts';
import { holdRequests } from './steps.ts';

/** Workflow projects: uploaded, corrected, saved, run, and changed by two people. */

const DIG = `+load:
  echo>: load

+exports:
  _paralell: true
  +web:
    td>: querys/orders.sql
    database: shop
  +app:
    ech>: \${target}
`;

/** Unique per process: Playwright starts a new process after a failure, and the earlier data still exists. */
const NAME = `shop_exports_${process.pid}`;
const SHARED = `shared_daily_${process.pid}`;

const codeOf = (page: Page, path: string) => page.getByRole('textbox', { name: path });

test('a project with errors is uploaded, corrected at its lines, saved and run', async ({ page }) => {
  await page.goto('/workbench/workflows');
  await page.getByRole('link', { name: 'Upload Project' }).first().click();
  const buffer = packProject(NAME, {
    'daily.dig': DIG,
    'queries/orders.sql': 'SELECT 1 AS n\n',
    '.git/HEAD': 'x',
  });
  const file = { name: `${NAME}.tar.gz`, mimeType: 'application/gzip', buffer };
  await page.getByLabel('Files of the project').setInputFiles(file);

  // The project is stored only once its errors are corrected.
  await expect(page.getByLabel('Project name')).toHaveValue(NAME);
  await expect(page.getByRole('row', { name: /daily\.dig:7 Error .*querys\/orders\.sql/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Fix in the editor' }).click();
  await expect(page.getByRole('button', { name: 'Replace' })).toHaveCount(3);
  await expectUsable(page);

  // Two errors are corrected with the keyboard, the third with a button beside its line.
  await codeOf(page, 'daily.dig').focus();
  await page.keyboard.press('F8');
  await expect(page.getByText('Line 5, column 3')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+.');
  await page.keyboard.press('F8');
  await expect(page.getByText('Line 7, column 5')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+.');
  await expect(page.getByRole('button', { name: 'Replace' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Replace' }).click();
  await expect(page.getByText('No errors')).toBeVisible();
  await expect(codeOf(page, 'daily.dig')).toContainText('_parallel: true');
  await expect(codeOf(page, 'daily.dig')).toContainText('queries/orders.sql');
  // Text that is typed while the project is being stored stays on the page, as an unsaved change.
  const release = await holdRequests(page, '**/workflows/save');
  await codeOf(page, 'daily.dig').focus();
  await page.keyboard.press('ControlOrMeta+s');
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText('\n# typed meanwhile');
  release();
  await page.waitForURL(/\/workflows\/\d+/);
  await expect(codeOf(page, 'daily.dig')).toContainText('# typed meanwhile');
  await codeOf(page, 'daily.dig').focus();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Saved as revision 2')).toBeVisible();

  await page.getByRole('button', { name: 'Run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Run daily' });
  await dialog.getByRole('button', { name: 'Add parameter' }).click();
  await dialog.getByLabel('Key 1').fill('target');
  await dialog.getByLabel('Value 1').fill('phone');
  await dialog.getByText('Use the sandbox').click();
  await expectUsable(page);
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/\/workflows\/attempts\/\d+/);

  await page.goto(`/workbench/workflows?search=${NAME}`);
  await expect(page.getByRole('img', { name: /^Last session/ })).toBeVisible();
  await expectUsable(page);
});

test("another person's revision is not overwritten, and an old revision is restored", { tag: '@whole' }, async ({
  page,
  context,
}) => {
  await page.goto('/workbench/workflows/new');
  await page.getByLabel('Project name').fill(SHARED);
  await page.getByRole('radio', { name: /^Every day/ }).check();
  await page.getByRole('button', { name: 'Create' }).click();
  await page.waitForURL(/\/workflows\/\d+/);
  const project = page.url();
  await page.getByRole('switch', { name: 'Schedule of daily' }).click();
  await expect(page.getByText('disabled: no session starts automatically')).toBeVisible();

  await typeAtEnd(page, 'daily.dig', '# mine');
  const other = await context.newPage();
  await other.goto(`${project}?file=queries/count.sql`);
  await typeAtEnd(other, 'queries/count.sql', '-- theirs');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('Saved as revision 2.')).toBeVisible();
  await other.close();

  await page.bringToFront();
  await page.getByRole('link', { name: 'Queries', exact: true }).click();
  await expect(page.getByText('Discard unsaved changes?')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  const outdated = page.getByRole('dialog', { name: 'Revision 2 was saved in the meantime' });
  await expect(outdated.getByText('queries/count.sql')).toBeVisible();
  await outdated.getByRole('button', { name: 'Keep my changes' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved as revision 3.')).toBeVisible();

  await page.goto(`${project}/revisions?revision=1&file=queries/count.sql`);
  await expect(codeOf(page, 'queries/count.sql')).not.toContainText('theirs');
  await expectUsable(page);
  await page.getByRole('button', { name: 'Restore revision 1' }).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.waitForURL(project);
  await expect(page.getByRole('link', { name: 'Revision 4' })).toBeVisible();
  await expect(codeOf(page, 'daily.dig')).not.toContainText('mine');

  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete project' }).click();
  await page.getByLabel(`Type ${SHARED} to confirm`).fill(SHARED);
  await page.getByRole('button', { name: 'Delete project' }).click();
  await page.waitForURL(/\/workbench\/workflows$/);
});

async function typeAtEnd(page: Page, path: string, text: string): Promise<void> {
  await codeOf(page, path).focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText(text);
}
