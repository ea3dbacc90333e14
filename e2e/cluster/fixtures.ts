import { test as base } from '../fixtures.ts';
import { type Cluster, OWNER, withCluster } from './cluster.ts';

/** The owner is signed in to a cluster in which all machines run. The tests of a file share the cluster. */
export const test = base.extend<object, { cluster: Cluster }>({
  cluster: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright demands an object
    async ({}, use) => withCluster(use),
    { scope: 'worker', timeout: 600_000 },
  ],
  baseURL: ({ cluster }, use) => use(cluster.url),
  ignoreHTTPSErrors: true,
  actionTimeout: 60_000,
  page: async ({ page, cluster }, use) => {
    await cluster.startAll();
    await page.goto('/');
    await page.getByLabel('Email').fill(OWNER.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`${cluster.url}/`);
    await use(page);
  },
});
