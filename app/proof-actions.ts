'use server';

import * as passkeys from '#lib/commands/console/access/passkeys.ts';
import * as factors from '#lib/commands/console/access/second-factors.ts';
import * as sso from '#lib/commands/console/access/single-sign-on.ts';
import { runCommand } from '#lib/web/run-command.ts';
import { setSsoCookie } from '#lib/web/session-cookies.ts';

/** How a person can prove who they are. */
export async function viewProofMethods() {
  return runCommand(passkeys.viewProofMethods, {});
}

export async function requireProof() {
  return runCommand(factors.requireProof, {});
}

/** Proves who a person is, which allows sensitive actions for some minutes. */
export async function prove(input: unknown) {
  return runCommand(factors.prove, input);
}

/** Returns what the browser needs to request a passkey. */
export async function beginPasskeyProof() {
  return runCommand(passkeys.beginPasskeyProof, {});
}

export async function provePasskey(input: unknown) {
  return runCommand(passkeys.provePasskey, input);
}

/** Returns the URL that a browser window must open. */
export async function beginSsoProof() {
  return setSsoCookie(await runCommand(sso.beginSsoProof, {}));
}
