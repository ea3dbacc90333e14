import { z } from 'zod';
import type { Actor } from '../../../core/access/permission.ts';
import { UserError } from '../../../core/errors.ts';
import { publicOrigin } from '../../../core/network/public-origin.ts';
import { SIGN_IN_CALLBACK } from '../../../core/people/single-sign-on.ts';
import * as identities from '../../../operations/people/identities.ts';
import * as sso from '../../../operations/people/single-sign-on.ts';
import * as signIn from '../../../operations/people/sso-sign-in.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { defineInternalCommand, noInput } from '../../command.ts';
import { client, personOf, requesterOf } from './own-account.ts';

/** What the browser brings back from the provider: the token in its cookie, and the query string of the redirect. */
const returned = z.object({ token: z.string().max(100), parameters: z.string().max(10_000) });
/** The path of the console to open afterwards. */
const to = z.string().max(2000);

/** The redirect URI, as registered at the provider. */
function redirectUriOf({ env }: Pick<Runtime, 'env'>): string {
  return publicOrigin(env) + SIGN_IN_CALLBACK;
}

/** Throws UserError `sso_off`. */
function providerOf({ env }: Pick<Runtime, 'env'>): sso.Provider {
  if (!env.sso) throw new UserError('sso_off');
  return env.sso;
}

/** The provider that people sign in with, and the origin where that works; null if there is none. */
export const viewSso = defineInternalCommand({
  id: 'viewSso',
  permission: 'sessions.begin',
  effect: 'reads',
  input: noInput,
  run: (_, { env }) => (env.sso ? { name: env.sso.name, origin: new URL(publicOrigin(env)).origin } : null),
});

/** Returns where the browser has to go, and the token for its cookie. */
export const beginSsoSignIn = defineInternalCommand({
  id: 'beginSsoSignIn',
  permission: 'sessions.begin',
  effect: 'reads',
  input: z.object({ to, client }),
  run: ({ to, client }, runtime) => signIn.beginSsoSignIn({ to, redirectUri: redirectUriOf(runtime) }, client, runtime),
});

/** Returns the tokens for the browser's cookies, and the path to open. */
export const completeSsoSignIn = defineInternalCommand({
  id: 'completeSsoSignIn',
  permission: 'sessions.begin',
  effect: 'changesAtEnd',
  input: returned.extend({ client }),
  run: ({ client, ...input }, runtime, _, audit) =>
    signIn.signInBySso({ ...input, redirectUri: redirectUriOf(runtime) }, client, {
      ...runtime,
      audit,
      provider: providerOf(runtime),
    }),
});

/** The accounts at the provider that the person signs in with. */
export const viewIdentities = defineInternalCommand({
  id: 'viewIdentities',
  permission: 'sessions.own',
  effect: 'reads',
  input: noInput,
  run: (_, runtime, actor) => identities.identitiesOf(personOf(actor), runtime.env.sso, runtime),
});

/** Returns the same as `beginSsoSignIn`. */
export const beginSsoConnect = defineInternalCommand({
  id: 'beginSsoConnect',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'reads',
  input: z.object({ to }),
  run: ({ to }, runtime, actor) => begin('connect', to, runtime, actor),
});

/** Connects the person's account to an account at the provider. Returns the path to open. */
export const connectIdentity = defineInternalCommand({
  id: 'connectIdentity',
  permission: 'sessions.own',
  effect: 'changesAtEnd',
  input: returned,
  run: (input, runtime, actor, audit) =>
    identities.connectIdentity(
      requesterOf(actor),
      { ...input, redirectUri: redirectUriOf(runtime) },
      { ...runtime, audit },
    ),
});

export const disconnectIdentity = defineInternalCommand({
  id: 'disconnectIdentity',
  permission: 'sessions.own',
  needsProof: true,
  effect: 'changes',
  input: z.object({ id: z.int().positive() }),
  run: ({ id }, runtime, actor) => identities.disconnectIdentity(id, requesterOf(actor), runtime.env.sso, runtime),
});

/** Returns the same as `beginSsoSignIn`. */
export const beginSsoProof = defineInternalCommand({
  id: 'beginSsoProof',
  permission: 'sessions.own',
  effect: 'reads',
  input: noInput,
  run: (_, runtime, actor) => begin('prove', '/', runtime, actor),
});

/** Gives the session a fresh proof by a sign-in at the provider. */
export const proveBySso = defineInternalCommand({
  id: 'proveBySso',
  permission: 'sessions.own',
  effect: 'changesAtEnd',
  input: returned,
  run: (input, runtime, actor, audit) =>
    identities.proveBySso(
      requesterOf(actor),
      { ...input, redirectUri: redirectUriOf(runtime) },
      { ...runtime, audit, provider: providerOf(runtime) },
    ),
});

function begin(purpose: 'connect' | 'prove', returnTo: string, runtime: Runtime, actor: Actor): Promise<sso.BegunSso> {
  return sso.beginSso({ purpose, ...requesterOf(actor), returnTo }, redirectUriOf(runtime), runtime);
}
