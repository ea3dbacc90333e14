import { z } from 'zod';
import { isProofStale } from '../../../core/access/fresh-proof.ts';
import { publicOrigin } from '../../../core/network/public-origin.ts';
import { passkeyName, passkeyResponse } from '../../../core/people/passkey.ts';
import { identitiesOf } from '../../../operations/people/identities.ts';
import * as passkeys from '../../../operations/people/passkeys.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { defineInternalCommand, noInput } from '../../command.ts';
import { client, personOf, requesterOf } from './own-account.ts';

const ownPasskey = z.object({ id: z.int().positive() });
const passkeyInput = z.object({ response: passkeyResponse });

/** The origin of the console as browsers show it; passkeys work only there. */
function originOf({ env }: Pick<Runtime, 'env'>): string {
  return new URL(publicOrigin(env)).origin;
}

/** The origin where passkeys work. */
export const viewPasskeyOrigin = defineInternalCommand({
  id: 'viewPasskeyOrigin',
  permission: 'sessions.begin',
  effect: 'reads',
  input: noInput,
  run: (_, runtime) => originOf(runtime),
});

/** Returns what the browser needs to request a passkey of any person. */
export const beginPasskeySignIn = defineInternalCommand({
  id: 'beginPasskeySignIn',
  permission: 'sessions.begin',
  effect: 'reads',
  input: z.object({ client }),
  run: ({ client }, runtime) => passkeys.requestAnyPasskey(client, originOf(runtime), runtime),
});

/** Returns the tokens for the browser's cookies. */
export const completePasskeySignIn = defineInternalCommand({
  id: 'completePasskeySignIn',
  permission: 'sessions.begin',
  effect: 'changesAtEnd',
  input: passkeyInput.extend({ client }),
  run: ({ client, response }, runtime, _, audit) =>
    passkeys.signInWithPasskey({ response, origin: originOf(runtime) }, client, { ...runtime, audit }),
});

/** Returns what the browser needs to create a passkey. */
export const beginPasskey = defineInternalCommand({
  id: 'beginPasskey',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'reads',
  input: noInput,
  run: (_, runtime, actor) => passkeys.beginPasskey(personOf(actor), originOf(runtime), runtime),
});

/** Returns recovery codes, which are shown only once; none if the person already has some. */
export const addPasskey = defineInternalCommand({
  id: 'addPasskey',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'changesAtEnd',
  input: passkeyInput.extend({ name: passkeyName }),
  run: (created, runtime, actor, audit) =>
    passkeys.addPasskey(requesterOf(actor), { ...created, origin: originOf(runtime) }, { ...runtime, audit }),
});

export const renamePasskey = defineInternalCommand({
  id: 'renamePasskey',
  permission: 'sessions.own',
  effect: 'changes',
  input: ownPasskey.extend({ name: passkeyName }),
  run: ({ id, name }, runtime, actor) => runtime.passkeys.rename(id, personOf(actor), name),
});

export const removePasskey = defineInternalCommand({
  id: 'removePasskey',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'changes',
  input: ownPasskey,
  run: ({ id }, runtime, actor) => passkeys.removePasskey(id, requesterOf(actor), runtime.env.sso, runtime),
});

/** How the person can give a proof, and whether the last proof is still fresh. */
export const viewProofMethods = defineInternalCommand({
  id: 'viewProofMethods',
  permission: 'sessions.own',
  effect: 'reads',
  input: noInput,
  async run(_, runtime, actor) {
    const person = personOf(actor);
    const { totpSince, passkeys } = await runtime.secondFactors.of(person);
    const identities = await identitiesOf(person, runtime.env.sso, runtime);
    return {
      hasPassword: (await runtime.people.passwordOf(person)) !== null,
      hasTotp: totpSince !== null,
      hasPasskey: passkeys.length > 0,
      provider: identities.find(({ provider }) => provider !== null)?.provider ?? null,
      origin: originOf(runtime),
      isProved: !isProofStale(actor, runtime.clock.now()),
    };
  },
});

/** Returns what the browser needs to request a passkey of this person. */
export const beginPasskeyProof = defineInternalCommand({
  id: 'beginPasskeyProof',
  permission: 'sessions.own',
  effect: 'reads',
  input: noInput,
  run: (_, runtime, actor) => passkeys.requestOwnPasskey(personOf(actor), originOf(runtime), runtime),
});

/** Gives the session a fresh proof by passkey. */
export const provePasskey = defineInternalCommand({
  id: 'provePasskey',
  permission: 'sessions.own',
  effect: 'changesAtEnd',
  input: passkeyInput,
  async run({ response }, runtime, actor, audit) {
    const requester = requesterOf(actor);
    await passkeys.provePasskey(requester, { response, origin: originOf(runtime) }, runtime);
    await audit.commit(() => runtime.sessions.prove(requester.session, requester.person));
  },
});
