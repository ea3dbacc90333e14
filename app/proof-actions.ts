'use server';

import * as factors from '#lib/commands/console/access/second-factors.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function viewFactors() {
  return runCommand(factors.viewFactors, {});
}

export async function requireProof() {
  return runCommand(factors.requireProof, {});
}

/** Proves who somebody is, so that strong acts are possible for some minutes. */
export async function prove(input: unknown) {
  return runCommand(factors.prove, input);
}
