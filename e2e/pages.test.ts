import { LOCALE_COOKIE } from '../lib/messages/locale.ts';
import { pageRoutes } from './app-routes.ts';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectAccessibleIn, expectLoaded, expectNoOverflow } from './page-checks.ts';

/** Every page that needs no job: accessible in both themes, translated, and without horizontal overflow. */

const PAGES = [
  '/',
  '/integrations/catalog',
  '/integrations/catalog?new=pinterest_conversion',
  '/integrations/authentications',
  '/integrations/mappings',
  '/exports/new',
  '/jobs',
  '/jobs/drafts',
  '/jobs/999999',
  '/help',
  '/help/access-token',
  '/help/fields',
  '/help/hash-inspector',
  '/sandbox',
  '/settings',
  '/settings/retention',
  '/settings/mail',
  '/settings/notifications',
  '/settings/people',
  '/settings/api-keys',
  '/settings/audit',
  '/settings/system',
  '/workbench/queries',
  '/workbench/queries/new',
  '/workbench/workflows',
  '/workbench/workflows/new',
  '/workbench/workflows/sessions',
  '/workbench/workflows/new?from=upload',
  '/workbench/databases',
  '/workbench/upload',
  '/workbench/parent-segments',
  '/workbench/parent-segments/new',
  '/audience',
];

/** Pages are independent and can be distributed over workers. */
test.describe.configure({ mode: 'parallel' });

/** Its list of all operations takes ten seconds. */
const LONG = '/help/api';

/** In each run, a page has one theme in English and the other in Japanese; the whole run has both in both, and all widths. */
const IS_WHOLE = process.env['TEST_WHOLE'] !== undefined;
const WIDTHS = IS_WHOLE ? [390, 768, 1024, 1280, 1920] : [390, 1024];

for (const path of [...PAGES, LONG]) {
  const tag = path === LONG ? ['@whole'] : [];
  test(`${path} in both themes and languages, from a phone to a large screen`, { tag }, async ({
    page,
    context,
    baseURL,
  }) => {
    await page.goto(path);
    await expectLoaded(page);
    await (IS_WHOLE ? expectAccessible(page) : expectAccessibleIn(page, 'light'));
    await expectNoOverflow(page);

    await context.addCookies([{ name: LOCALE_COOKIE, value: 'ja', url: baseURL ?? '' }]);
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
    // While a page replaces its loading state, the document contains both.
    await expect(page.locator('main:visible')).toContainText(/[ぁ-んァ-ヶ]/);
    await (IS_WHOLE ? expectAccessible(page) : expectAccessibleIn(page, 'dark'));
    for (const width of WIDTHS) {
      await expectNoOverflow(page, width);
    }
  });
}

test('pages of unknown IDs and names respond with 404', async ({ request }) => {
  const paths = pageRoutes().filter((route) => route.includes('['));
  expect(paths).toContain('/workbench/databases/[database]');
  for (const path of paths) {
    const response = await request.get(path.replaceAll(/\[\w+\]/g, '999999'));
    expect(response.status(), path).toBe(404);
  }
});
