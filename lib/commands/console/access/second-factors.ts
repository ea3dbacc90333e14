import { z } from 'zod';
import { passwordInput } from '../../../core/people/person.ts';
import { codeInput, secondFactorInput } from '../../../core/people/second-factor.ts';
import { proveCode, provePassword } from '../../../operations/people/prove.ts';
import * as factors from '../../../operations/people/second-factors.ts';
import { defineInternalCommand, noInput } from '../../command.ts';
import { client, personOf, requesterOf } from './own-account.ts';

const pending = z.string().max(100);

/** The factors that can complete a sign-in after a correct password; null if the sign-in has ended. */
export const viewPendingSignIn = defineInternalCommand({
  id: 'viewPendingSignIn',
  permission: 'sessions.begin',
  effect: 'reads',
  input: z.object({ pending }),
  run: async ({ pending }, runtime) => (await factors.viewPending(pending, runtime)) ?? null,
});

/** Returns the tokens for the browser's cookies. */
export const completeSignIn = defineInternalCommand({
  id: 'completeSignIn',
  permission: 'sessions.begin',
  effect: 'changesAtEnd',
  input: secondFactorInput.extend({ pending, client }),
  run: ({ client, ...input }, runtime, _, audit) => factors.completeSignIn(input, client, { ...runtime, audit }),
});

export const cancelSignIn = defineInternalCommand({
  id: 'cancelSignIn',
  permission: 'sessions.begin',
  effect: 'changes',
  input: z.object({ pending }),
  run: ({ pending }, { pendingSignIns }) => pendingSignIns.end(pending),
});

/** The second factors of the signed-in person. */
export const viewFactors = defineInternalCommand({
  id: 'viewFactors',
  permission: 'sessions.own',
  effect: 'reads',
  input: noInput,
  run: (_, { secondFactors }, actor) => secondFactors.of(personOf(actor)),
});

/** Returns the secret, as text and as the content of a QR code. */
export const startTotp = defineInternalCommand({
  id: 'startTotp',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'changes',
  input: noInput,
  run: (_, runtime, actor) => factors.startTotp(personOf(actor), runtime),
});

/** Returns recovery codes, which are shown only once; none if the person already has some. */
export const confirmTotp = defineInternalCommand({
  id: 'confirmTotp',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'changes',
  input: secondFactorInput,
  run: ({ code }, runtime, actor) => factors.confirmTotp(requesterOf(actor), code, runtime),
});

export const removeTotp = defineInternalCommand({
  id: 'removeTotp',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'changes',
  input: noInput,
  run: (_, { secondFactors }, actor) => secondFactors.removeTotp(requesterOf(actor)),
});

/** Returns the codes, which are shown only once. */
export const renewRecoveryCodes = defineInternalCommand({
  id: 'renewRecoveryCodes',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'changes',
  input: noInput,
  run: (_, runtime, actor) => factors.renewRecoveryCodes(requesterOf(actor), runtime),
});

/** Gives the session a fresh proof by password or by a code from the authenticator app. */
export const prove = defineInternalCommand({
  id: 'prove',
  permission: 'sessions.own',
  effect: 'changesAtEnd',
  input: z.object({ password: passwordInput.optional(), code: codeInput.optional() }),
  async run({ password, code }, runtime, actor, audit) {
    const requester = requesterOf(actor);
    if (code !== undefined) await proveCode(requester, code, runtime);
    else await provePassword(requester, { password: password ?? '', field: 'password' }, runtime);
    await audit.commit(() => runtime.sessions.prove(requester.session, requester.person));
  },
});

/** Throws UserError `proof_required` if a sensitive action is not possible now. */
export const requireProof = defineInternalCommand({
  id: 'requireProof',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'reads',
  input: noInput,
  run: () => null,
});
