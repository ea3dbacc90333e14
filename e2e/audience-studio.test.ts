import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { pintd } from './shell.ts';

/** The tree of segments: folders, and the actions on a segment, by mouse and by keyboard. */

/** Unique per process: Playwright starts a new process after a failure, and the earlier data still exists. */
const COPY = `Recent buyers ${process.pid}`;
const FOLDER = `Archive ${process.pid}`;

test.beforeAll(() => pintd(['audience:sample']));

test('segments are copied, renamed, moved and deleted in their tree, with the mouse and with the keyboard', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('navigation').getByRole('link', { name: 'Audience Studio' }).first().click();
  await expect(page.getByRole('heading', { name: 'Select a parent segment' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Parent segment: Select one' }).click();
  await page.getByRole('option', { name: /^Sample shop/ }).click();
  await page.waitForURL(/\/audience\/\d+$/);
  const tree = page.getByRole('tree', { name: 'Segments of Sample shop' });
  const treeItem = (name: string) => tree.getByRole('treeitem', { name });
  await expect(page.getByRole('row', { name: /Recent buyers/ }).first()).toBeVisible();
  await expectUsable(page);
  await treeItem('Subscribers').first().focus();
  await page.keyboard.press('Space');
  await page.waitForURL(/\/segments\/\d+$/);
  await expect(page.getByRole('heading', { name: /^Sample shop \/ .*Subscribers$/ })).toBeVisible();

  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
  });
  await treeItem('Recent buyers').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy Segment ID' }).click();
  await expect(page.getByText('The browser did not allow copying.')).toBeVisible();

  // With the mouse: a copy and a new folder.
  await treeItem('Recent buyers').first().click({ button: 'right' });
  await expect(page.getByRole('menuitem').first()).toHaveText('Create Activation');
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Name of the copy' })).toHaveValue('Copy of Recent buyers');
  await dialog.getByRole('textbox').fill('Recent buyers');
  await dialog.getByRole('button', { name: 'Duplicate' }).click();
  await expect(dialog.getByText('Recent buyers', { exact: false }).last()).toBeVisible();
  await expect(dialog.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByRole('textbox').fill(COPY);
  await dialog.getByRole('button', { name: 'Duplicate' }).click();
  await page.waitForURL(/\/segments\/\d+$/);
  await expect(treeItem(COPY)).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: 'New Folder' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(FOLDER);
  await dialog.getByRole('button', { name: 'Create folder' }).click();
  await expect(treeItem(FOLDER)).toBeVisible();
  const copy = page.url();
  await page.goto(copy.replace(/\d+$/, 'new'));
  await page.getByRole('combobox', { name: 'Folder' }).click();
  await expect(page.getByRole('option').first()).toHaveText('Segments (top folder)');
  await page.goto(copy);
  await page.getByRole('button', { name: 'Search segments' }).click();
  await page.getByRole('searchbox', { name: 'Search segments' }).fill(COPY);
  await expect(tree.getByRole('treeitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Search segments' }).click();

  // With the keyboard: the copy is moved into the folder, renamed and deleted.
  await treeItem(COPY).focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Create Activation' })).toBeFocused();
  await page.keyboard.type('Move');
  await expect(page.getByRole('menuitem', { name: 'Move to Folder' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('combobox', { name: 'Folder' })).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Folder' }).press('Enter');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.type(FOLDER);
  await expect(page.getByRole('option')).toHaveText([FOLDER]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(dialog.getByRole('combobox', { name: 'Folder' })).toContainText(FOLDER);
  await dialog.getByRole('button', { name: 'Move' }).press('Enter');
  await expect(treeItem(COPY)).toHaveAttribute('aria-level', '2');
  // A search shows the folders of its matches expanded; afterwards they are as before.
  await page.getByRole('button', { name: 'Search segments' }).click();
  await page.getByRole('searchbox', { name: 'Search segments' }).fill(COPY);
  await treeItem(FOLDER).click();
  await page.getByRole('button', { name: 'Search segments' }).click();
  await expect(treeItem(COPY)).toBeVisible();
  await treeItem(COPY).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(treeItem(FOLDER)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(treeItem(COPY)).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(treeItem(COPY)).toBeFocused();
  await page.keyboard.press('F2');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`${COPY} again`);
  await page.keyboard.press('Enter');
  await expect(treeItem(`${COPY} again`)).toBeVisible();
  await treeItem(`${COPY} again`).focus();
  await page.keyboard.press('Delete');
  const confirm = page.getByRole('alertdialog');
  await confirm.getByRole('button', { name: 'Delete segment' }).press('Enter');
  await expect(treeItem(`${COPY} again`)).toHaveCount(0);
  await page.waitForURL(/\/audience\/\d+$/);

  await treeItem(FOLDER).focus();
  await page.keyboard.press('Delete');
  await confirm.getByRole('button', { name: 'Delete folder' }).press('Enter');
  await expect(treeItem(FOLDER)).toHaveCount(0);
  await expect(page.locator('main')).toBeFocused();
});
