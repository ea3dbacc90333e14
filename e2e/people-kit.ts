import { execFile } from 'node:child_process';
import type { Browser, Page } from '@playwright/test';
import type { Role } from '../lib/core/access/permission.ts';
import type { Product } from './product.ts';

/** People of a product, who are made and invited by the shell, and sign up in a browser of their own. */

const PASSWORD = 'gravel teapot ninety swan';

/** Runs pintd on the product's data folder: what it prints. */
export function pintd({ env }: Product, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile('node', ['lib/cli/main.ts', ...args], { env }, (_, out) => resolve(out));
    child.stdin?.end(input);
  });
}

/** From then on everybody has to sign in. */
export async function createOwner(product: Product): Promise<void> {
  await pintd(product, ['owner:create', 'owner@shop.example', 'Aiko Tanaka'], `${PASSWORD}\n`);
}

/** A page of a person with this role, who is signed in. */
export async function signedIn(browser: Browser, product: Product, role: Exclude<Role, 'owner'>): Promise<Page> {
  const printed = await pintd(product, ['people:invite', emailOf(role), '--role', role]);
  const token = printed.trim().split('/').at(-1);
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${product.url}/invitations/${token}`);
  await page.getByRole('textbox', { name: 'Name' }).fill(role);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create my account' }).click();
  await page.waitForURL(`${product.url}/`);
  return page;
}

export async function signInAgain(page: Page, role: Role): Promise<void> {
  await page.getByLabel('Email').fill(emailOf(role));
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

function emailOf(role: Role): string {
  return `${role}@shop.example`;
}
