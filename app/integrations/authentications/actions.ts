'use server';

import { revalidatePath } from 'next/cache';
import * as pageCommands from '#lib/commands/console/authentications.ts';
import * as authentications from '#lib/commands/rows/authentications/authentications.ts';
import { createAuthentication as create } from '#lib/commands/rows/authentications/new-authentication.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function createAuthentication(input: unknown) {
  const result = await runCommand(create, input);
  revalidate();
  return result;
}

export async function enterSandbox(input: unknown) {
  const result = await runCommand(authentications.chooseAuthentication, input);
  revalidate();
  return result;
}

export async function renameAuthentication(input: unknown) {
  const result = await runCommand(authentications.renameAuthentication, input);
  revalidate();
  return result;
}

export async function replaceToken(input: unknown) {
  const result = await runCommand(authentications.replaceToken, input);
  revalidate();
  return result;
}

export async function archiveAuthentication(input: unknown) {
  const result = await runCommand(authentications.archiveAuthentication, input);
  revalidate();
  return result;
}

export async function restoreAuthentication(input: unknown) {
  const result = await runCommand(authentications.restoreAuthentication, input);
  revalidate();
  return result;
}

export async function deleteAuthentication(input: unknown) {
  const result = await runCommand(authentications.deleteAuthentication, input);
  revalidate();
  return result;
}

export async function testStoredToken(input: unknown) {
  const result = await runCommand(pageCommands.testStoredToken, input);
  revalidate();
  return result;
}

export async function testEnteredToken(input: unknown) {
  return runCommand(pageCommands.testEnteredToken, input);
}

/** The layout shows the number of authentications. */
function revalidate(): void {
  revalidatePath('/integrations', 'layout');
}
