'use server';

import { revalidatePath } from 'next/cache';
import {
  authenticationChosen,
  authenticationToCreate,
  authenticationToRename,
  connectionOfAuthentication,
  connectionOfToken,
  connectorChosen,
  tokenToReplace,
} from '#lib/core/access/authentication-input.ts';
import { sandboxAuthentication } from '#lib/operations/authentications/choose-authentication.ts';
import { replaceToken as replace } from '#lib/operations/authentications/replace-token.ts';
import { testAuthentication, testToken } from '#lib/operations/authentications/test-authentication.ts';
import { runAction } from '#lib/web/action-result.ts';

export async function createAuthentication(input: unknown) {
  const result = await runAction(authenticationToCreate, input, ({ access_token, ...named }, { authentications }) =>
    authentications.create({ ...named, target: 'live', token: access_token }),
  );
  revalidate();
  return result;
}

export async function enterSandbox(input: unknown) {
  const result = await runAction(connectorChosen, input, ({ connector }, { authentications }) =>
    sandboxAuthentication(authentications, connector),
  );
  revalidate();
  return result;
}

export async function renameAuthentication(input: unknown) {
  const result = await runAction(authenticationToRename, input, ({ id, name }, { authentications }) =>
    authentications.rename(id, name),
  );
  revalidate();
  return result;
}

export async function replaceToken(input: unknown) {
  const result = await runAction(tokenToReplace, input, (chosen, runtime) => replace(runtime, chosen));
  revalidate();
  return result;
}

export async function deleteAuthentication(input: unknown) {
  const result = await runAction(authenticationChosen, input, ({ id }, { authentications }) =>
    authentications.delete(id),
  );
  revalidate();
  return result;
}

export async function testStoredToken(input: unknown) {
  const result = await runAction(connectionOfAuthentication, input, (chosen, runtime) =>
    testAuthentication(runtime, chosen),
  );
  revalidate();
  return result;
}

export async function testEnteredToken(input: unknown) {
  return runAction(connectionOfToken, input, (entered, runtime) => testToken(runtime, { ...entered, target: 'live' }));
}

/** The layout shows the number of authentications. */
function revalidate(): void {
  revalidatePath('/integrations', 'layout');
}
