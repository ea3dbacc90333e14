import type { Browser, Page } from '@playwright/test';
import type { Role } from '../lib/core/access/permission.ts';
import { expect } from './fixtures.ts';
import type { Product } from './product.ts';
import { pintd as pintdIn } from './shell.ts';

/** People of a product: the shell creates the owner and invites the others, who sign up in browsers of their own. */

const PASSWORD = 'gravel teapot ninety swan';

/** The output of a pintd command on the product's data folder. Fails if the command does. */
export function pintd({ env }: Pick<Product, 'env'>, args: readonly string[], input = ''): Promise<string> {
  return pintdIn(args, input, env);
}

/** Creates the owner; from then on, everyone must sign in. */
export async function createOwner(product: Product): Promise<void> {
  await pintd(product, ['owner:create', 'owner@shop.example', 'Aiko Tanaka'], `${PASSWORD}\n`);
}

export const OWNER = { name: 'Aiko Tanaka', email: 'aiko@shop.example', password: 'orchard vinyl cobalt seven' };

/** Creates the owner in a browser, which is then signed in. */
export async function createOwnerInConsole(page: Page, { url }: Pick<Product, 'url'>): Promise<void> {
  await page.goto(`${url}/settings/people`);
  await page.getByRole('textbox', { name: 'Name' }).fill(OWNER.name);
  await page.getByLabel('Email').fill(OWNER.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await expect(page.getByText('(you)')).toBeVisible();
}

export interface Person {
  readonly name: string;
  readonly email: string;
  /** In the person's own browser, signed in. */
  readonly page: Page;
}

let invitedCount = 0;

export async function newPerson(browser: Browser, product: Product, role: Exclude<Role, 'owner'>): Promise<Person> {
  invitedCount += 1;
  const name = `${role} ${invitedCount}`;
  const email = `${role}.${invitedCount}@shop.example`;
  const link = (await pintd(product, ['people:invite', email, '--role', role])).trim();
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(product.url + new URL(link).pathname);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create my account' }).click();
  await page.waitForURL(`${product.url}/`);
  return { name, email, page };
}

/** Signs in on the sign-in page, which is open. */
export async function signIn({ page, email }: Person): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
