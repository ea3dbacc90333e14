import { LOCALE_COOKIE } from '../lib/messages/locale.ts';
import { IS_WHOLE } from '../tests/kit/whole.ts';
import { pageRoutes } from './app-routes.ts';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectLoaded, expectNoOverflow } from './page-checks.ts';

/** Every page without an ID in its address: accessible in both themes, translated, and without horizontal overflow. */

/** People have tests of their own; without an owner these pages do not exist. */
const PAGES_OF_PEOPLE = /^\/(?:account|sign-in)(?:\/|$)/;

/** Checking its list of all operations takes ten seconds. */
const LONG = '/help/api';

/** The browser renders the content of a page that does not exist: the server sends only its status. */
const MISSING = '/jobs/999999';

const PAGES = [
  ...pageRoutes().filter((route) => !route.includes('[') && !PAGES_OF_PEOPLE.test(route) && route !== LONG),
  '/integrations/catalog?new=pinterest_conversion',
  MISSING,
  '/workbench/workflows/new?from=upload',
];

const KANA = /[ぁ-んァ-ヶ]/;

/** Pages are independent and can be distributed over workers. */
test.describe.configure({ mode: 'parallel' });

const WIDTHS = IS_WHOLE ? [390, 768, 1024, 1280, 1920] : [390, 1024];

for (const path of [...PAGES, LONG]) {
  const tag = path === LONG ? ['@whole'] : [];
  test(`${path} is usable in both themes, from a phone to a large screen, and in Japanese`, { tag }, async ({
    page,
    context,
    baseURL,
  }) => {
    await page.goto(path);
    await expectLoaded(page);
    await expectAccessible(page);
    for (const width of WIDTHS) await expectNoOverflow(page, width);

    await context.addCookies([{ name: LOCALE_COOKIE, value: 'ja', url: baseURL ?? '' }]);
    // Only the whole run opens each page a second time, which doubles the time of this file.
    if (!IS_WHOLE && path !== MISSING) return expectJapanese(await (await context.request.get(path)).text());
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
    // While a page replaces its loading state, the document contains both.
    await expect(page.locator('main:visible')).toContainText(KANA);
    await expectAccessible(page);
    for (const width of WIDTHS) await expectNoOverflow(page, width);
  });
}

const MISSING_OBJECTS = [
  [MISSING, 'Job not found'],
  ['/exports/new/999999/match', 'This upload does not exist or was deleted'],
  ['/integrations/authentications/999999', 'There is no authentication with this ID'],
  ['/workbench/queries/999999', 'Query not found'],
  ['/workbench/databases/no_such_database', 'Database or table not found'],
  ['/workbench/parent-segments/999999', 'Parent segment not found'],
  ['/audience/999999', 'Segment, activation or parent segment not found'],
  ['/workbench/workflows/999999', 'Workflow, project or revision not found'],
  ['/workbench/workflows/attempts/999999/tasks', 'Workflow attempt or task not found'],
  ['/no-such-page', 'Page not found'],
] as const;

test('the title of a page whose address names something missing says what was not found', async ({ request }) => {
  for (const [path, title] of MISSING_OBJECTS) {
    const response = await request.get(path);
    expect(response.status()).toBe(404);
    expect(await response.text()).toContain(`<title>${title} · Conversion Console</title>`);
  }
});

/** The text that a browser shows before it runs a script is translated. */
function expectJapanese(html: string): void {
  expect(html).toContain('<html lang="ja"');
  const content = html.slice(html.indexOf('<main')).replaceAll(/<script.*?<\/script>/gs, '');
  expect(content).toMatch(KANA);
}

test('pages of unknown IDs and names respond with 404', async ({ request }) => {
  const paths = pageRoutes().filter((route) => route.includes('['));
  expect(paths).toContain('/workbench/databases/[database]');
  for (const path of paths) {
    const response = await request.get(path.replaceAll(/\[\w+\]/g, '999999'));
    expect(response.status(), path).toBe(404);
  }
});
