import exportTexts from '../lib/messages/ja/exports.json' with { type: 'json' };
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectNoOverflow } from './page-checks.ts';
import { csvOf, pintd, queueExport } from './shell.ts';

const TIME = Math.floor(Date.now() / 1000) - 60;

/** The browser's time zone; English and Japanese: the browser's preference at first, then the chosen language. */

test.describe('a browser in Nepal', () => {
  test.use({ timezoneId: 'Asia/Kathmandu' });

  test('shows times in its own time zone, which the server also uses from then on', async ({ page }) => {
    const authentication = `Nepal ${process.pid}`;
    await pintd(['auth:create', authentication], 'pina_of_language_test');
    const job = await queueExport(csvOf(1, 'nepal-'), authentication, '549764600977');
    await page.goto(`/jobs/${job}`);
    await expect(page.locator('main time').first()).toHaveAttribute('title', /GMT\+5:45$/);
    expect(await (await page.request.get(`/jobs/${job}`)).text()).toContain('GMT+5:45');
  });
});

test.describe('a browser that prefers Japanese', () => {
  test.use({ locale: 'ja-JP' });

  test('gets Japanese until another language is chosen', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveTitle('ホーム · Conversion Console');
    await page.getByRole('button', { name: '言語' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page).toHaveTitle('Home · Conversion Console');
    await page.goto('/jobs');
    await expect(page.getByRole('link', { name: 'Upload File' }).first()).toBeVisible();
  });

  test('lists names with Japanese commas', async ({ page }) => {
    await page.goto('/exports/new');
    const text = `event_name,action_source,event_time,event_id,em,em_1\ncheckout,web,${TIME},e1,a@b.test,c@b.test`;
    const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.waitForURL(/\/match$/);
    await expect(page.getByText('em、em_1', { exact: true })).toBeVisible();
  });

  test('shows every step of an export in Japanese, on a wide screen and on a phone', { tag: '@whole' }, async ({
    page,
  }) => {
    const expectUsablePage = async () => {
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await accessibilityViolations(page)).toEqual([]);
      await expectNoOverflow(page);
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    await page.goto('/exports/new');
    await expectUsablePage();
    const rows = ['Norge', '日本', 'JP'].map(
      (land, index) => `checkout,web,${TIME},e${index},u${index}@b.test,${land}`,
    );
    const text = ['evnt_name,action_source,event_time,event_id,em,country', ...rows].join('\n');
    const file = { name: 'language.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.waitForURL(/\/match$/);
    await expect(page.getByText(exportTexts.match.alike)).toBeVisible();
    await expectUsablePage();
    await page.getByRole('link', { name: 'ヘッダー' }).click();
    await page.waitForURL(/\/header$/);
    await expect(page.locator('h1:visible')).toBeVisible();
    await expectUsablePage();
    await page.goBack();
    await page.getByRole('button', { name: 'レコードを確認' }).click();
    await page.waitForURL(/\/review$/);
    await expect(page.getByRole('link', { name: /1 件で続ける/ })).toBeVisible();
    await expectUsablePage();
    await page.goto(page.url().replace(/review$/, 'send'));
    await expect(page.locator('h1:visible')).toBeVisible();
    await expectUsablePage();
  });

  test('shows errors of actions in Japanese', async ({ page }) => {
    await page.goto('/exports/new');
    const file = { name: 'quote.csv', mimeType: 'text/csv', buffer: Buffer.from('"em,ph\na@b.test,1\n') };
    await page.locator('input[type=file]').setInputFiles(file);
    await expect(page.getByText('引用符が閉じられていません')).toBeVisible();
  });
});

test('a change of language keeps entered values', async ({ page }) => {
  await page.goto('/help/hash-inspector');
  await page.getByLabel('Value', { exact: true }).fill('ada@mail.example');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('option', { name: '日本語' }).click();
  await expect(page.getByRole('heading', { name: 'ハッシュ検査' })).toBeVisible();
  await expect(page.getByLabel('値', { exact: true })).toHaveValue('ada@mail.example');
});

test('an unsupported language gets English', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'de-DE', baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});
