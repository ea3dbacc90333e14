import type { Browser, Page } from '@playwright/test';
import type { Role } from '../lib/core/access/permission.ts';
import type { Product } from './product.ts';
import { pintd as pintdIn } from './shell.ts';

/** People of a product, who are made and invited by the shell, and sign up in a browser of their own. */

const PASSWORD = 'gravel teapot ninety swan';

/** The output of a pintd command on the product's data folder. Fails if the command does. */
export function pintd({ env }: Pick<Product, 'env'>, args: readonly string[], input = ''): Promise<string> {
  return pintdIn(args, input, env);
}

/** Creates the owner. From then on everybody has to sign in. */
export async function createOwner(product: Product): Promise<void> {
  await pintd(product, ['owner:create', 'owner@shop.example', 'Aiko Tanaka'], `${PASSWORD}\n`);
}

export interface Person {
  readonly name: string;
  readonly email: string;
  /** In a browser of the person, who is signed in. */
  readonly page: Page;
}

let invited = 0;

export async function newPerson(browser: Browser, product: Product, role: Exclude<Role, 'owner'>): Promise<Person> {
  invited += 1;
  const name = `${role} ${invited}`;
  const email = `${role}.${invited}@shop.example`;
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

/** On the page for signing in. */
export async function signIn({ page, email }: Person): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
