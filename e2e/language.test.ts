import { expect, test } from './fixtures.ts';
import { expectAccessible, expectToFit, violationsOn } from './page-checks.ts';

const TIME = Math.floor(Date.now() / 1000) - 60;

/** English and Japanese: as the browser likes best at first, then as chosen. */

test.describe('a browser that likes Japanese best', () => {
  test.use({ locale: 'ja-JP' });

  test('gets it, and keeps what is chosen instead', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveTitle('ホーム · Conversion Console');
    await page.getByRole('button', { name: '言語' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page).toHaveTitle('Home · Conversion Console');
    await page.goto('/jobs');
    await expect(page.getByRole('link', { name: 'New export' }).first()).toBeVisible();
  });

  test('walks in it from a file to sending, on a wide screen and on a phone', async ({ page }) => {
    const isFit = async () => {
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await violationsOn(page)).toEqual([]);
      await expectToFit(page);
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    await page.goto('/exports/new');
    await isFit();
    const rows = ['Norge', '日本', 'JP'].map(
      (land, index) => `checkout,web,${TIME},e${index},u${index}@b.test,${land}`,
    );
    const text = ['evnt_name,action_source,event_time,event_id,em,country', ...rows].join('\n');
    const file = { name: 'walk.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.waitForURL(/\/match$/);
    await expect(page.getByText('類似：要確認')).toBeVisible();
    await isFit();
    await page.getByRole('link', { name: 'ヘッダー' }).click();
    await page.waitForURL(/\/header$/);
    await expect(page.locator('h1:visible')).toBeVisible();
    await isFit();
    await page.goBack();
    await page.getByRole('button', { name: 'レコードを確認' }).click();
    await page.waitForURL(/\/review$/);
    await expect(page.getByRole('link', { name: /1 件で続ける/ })).toBeVisible();
    await isFit();
    await page.goto(page.url().replace(/review$/, 'send'));
    await expect(page.locator('h1:visible')).toBeVisible();
    await isFit();
  });

  test('is told in Japanese what an action refuses', async ({ page }) => {
    await page.goto('/exports/new');
    const file = { name: 'double.csv', mimeType: 'text/csv', buffer: Buffer.from('em,EM\na@b.test,c@d.test\n') };
    await page.locator('input[type=file]').setInputFiles(file);
    await expect(page.getByText(/^同じ名前の列があります/)).toBeVisible();
  });
});

test('a change of language leaves what was entered where it is', async ({ page }) => {
  await page.goto('/help/hash-inspector');
  await page.getByLabel('Value', { exact: true }).fill('ada@mail.example');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('option', { name: '日本語' }).click();
  await expect(page.getByRole('heading', { name: 'ハッシュ検査' })).toBeVisible();
  await expect(page.getByLabel('値', { exact: true })).toHaveValue('ada@mail.example');
});

test('a language there is not is answered in English', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'de-DE', baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});
