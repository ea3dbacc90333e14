'use server';

import * as passkeys from '#lib/commands/console/access/passkeys.ts';
import * as factors from '#lib/commands/console/access/second-factors.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** How somebody can prove who they are. */
export async function viewProofWays() {
  return runCommand(passkeys.viewProofWays, {});
}

export async function requireProof() {
  return runCommand(factors.requireProof, {});
}

/** Proves who somebody is, so that strong acts are possible for some minutes. */
export async function prove(input: unknown) {
  return runCommand(factors.prove, input);
}

/** Returns what the browser needs to ask for a passkey. */
export async function beginPasskeyProof() {
  return runCommand(passkeys.beginPasskeyProof, {});
}

export async function provePasskey(input: unknown) {
  return runCommand(passkeys.provePasskey, input);
}
