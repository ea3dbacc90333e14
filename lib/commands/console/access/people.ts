import { z } from 'zod';
import {
  acceptedInvitation,
  changedPassword,
  newInvitation,
  newOwner,
  personNameInput,
  roleInput,
  signInInput,
} from '../../../core/people/person.ts';
import { LOCALES } from '../../../messages/locale.ts';
import { translate } from '../../../messages/translate.ts';
import { replaceOwnPassword } from '../../../operations/people/change-own-password.ts';
import { mailLink } from '../../../operations/people/mail-link.ts';
import * as manage from '../../../operations/people/manage-people.ts';
import { createFirstOwner, joinByInvitation, signInWithPassword } from '../../../operations/people/sign-in.ts';
import { sendLinkMail } from '../../../runtime/notifications.ts';
import { defineInternalCommand, noInput } from '../../command.ts';
import { client, personOf, requesterOf } from './own-account.ts';

const byId = z.object({ id: z.int().positive() });

/** Returns the tokens for the browser's cookies, or the token of a sign-in that needs a second factor. */
export const signIn = defineInternalCommand({
  id: 'signIn',
  permission: 'sessions.begin',
  effect: 'changesAtEnd',
  input: signInInput.extend({ client }),
  run: ({ client, ...input }, runtime, _, audit) => signInWithPassword(input, client, { ...runtime, audit }),
});

/**
 * Creates the first account, after which everybody has to sign in. Returns the tokens for the cookies of the owner's
 * browser; null if there is no browser.
 */
export const createOwner = defineInternalCommand({
  id: 'createOwner',
  permission: 'people.manage',
  effect: 'changesAtEnd',
  input: newOwner.extend({ client: client.optional() }),
  run: ({ client, ...input }, runtime, _, audit) => createFirstOwner(input, client, { ...runtime, audit }),
});

/** The invitation of a link; null if the link is not valid, for example because it is used up or has expired. */
export const viewInvitation = defineInternalCommand({
  id: 'viewInvitation',
  permission: 'sessions.begin',
  effect: 'reads',
  input: z.object({ token: z.string() }),
  run: async ({ token }, { invitations }) => (await invitations.find(token)) ?? null,
});

/** Accepts an invitation. Returns the same as `signIn`. */
export const acceptInvitation = defineInternalCommand({
  id: 'acceptInvitation',
  permission: 'sessions.begin',
  effect: 'changesAtEnd',
  input: acceptedInvitation.extend({ client }),
  run: ({ client, ...input }, runtime, _, audit) => joinByInvitation(input, client, { ...runtime, audit }),
});

/** The account of the signed-in person, and its sessions. */
export const viewAccount = defineInternalCommand({
  id: 'viewAccount',
  permission: 'sessions.own',
  effect: 'reads',
  input: noInput,
  run: async (_, { people, sessions }, actor) => {
    const id = personOf(actor);
    return { person: await people.get(id), sessions: await sessions.list(id) };
  },
});

export const renameSelf = defineInternalCommand({
  id: 'renameSelf',
  permission: 'sessions.own',
  effect: 'changes',
  input: z.object({ name: personNameInput }),
  run: ({ name }, { people }, actor) => people.rename(personOf(actor), name),
});

/** Returns the tokens for the browser's cookies, because all sessions end. */
export const changeOwnPassword = defineInternalCommand({
  id: 'changeOwnPassword',
  permission: 'sessions.own',
  effect: 'changesAtEnd',
  input: changedPassword.extend({ client }),
  run: ({ client, ...input }, runtime, actor, audit) =>
    replaceOwnPassword(requesterOf(actor), input, client, { ...runtime, audit }),
});

export const endSession = defineInternalCommand({
  id: 'endSession',
  permission: 'sessions.own',
  effect: 'changes',
  object: 'session',
  input: byId,
  run: ({ id }, { sessions }, actor) => sessions.end(id, personOf(actor)),
});

export const endOtherSessions = defineInternalCommand({
  id: 'endOtherSessions',
  permission: 'sessions.own',
  effect: 'changes',
  input: z.object({ except: z.int().positive() }),
  run: ({ except }, { sessions }, actor) => sessions.endOthers(personOf(actor), except),
});

export const viewPeople = defineInternalCommand({
  id: 'viewPeople',
  permission: 'people.manage',
  effect: 'reads',
  input: noInput,
  run: async (_, runtime, actor) => ({
    ...(await manage.listPeople(runtime, runtime.env.sso?.issuer, actor)),
    publicUrl: runtime.env.publicUrl ?? null,
    hasMailServer: (await runtime.settings.mail()).smtp_host !== '',
    /** The identity provider, and whether its groups determine roles. */
    provider: runtime.env.sso ? { name: runtime.env.sso.name, givesRoles: runtime.env.sso.roles.length > 0 } : null,
  }),
});

/** Returns the token of the link, which is shown only once. */
export const invitePerson = defineInternalCommand({
  id: 'invitePerson',
  permission: 'people.manage',
  needsProof: true,
  effect: 'changes',
  object: 'invitation',
  input: newInvitation,
  run: (invitation, runtime, actor) => manage.invitePerson(invitation, actor, runtime),
});

/** Returns the token of the link, which is shown only once. */
export const renewInvitation = defineInternalCommand({
  id: 'renewInvitation',
  permission: 'people.manage',
  needsProof: true,
  effect: 'changes',
  object: 'invitation',
  input: byId,
  run: ({ id }, runtime, actor) => manage.renewInvitation(id, actor, runtime),
});

/**
 * Mails a link that was just created to the person it is for. `token` is the token of the link, which is not stored.
 */
export const mailInvitation = defineInternalCommand({
  id: 'mailInvitation',
  permission: 'people.manage',
  needsProof: true,
  effect: 'changesInSteps',
  object: 'invitation',
  input: byId.extend({ token: z.string().max(100), locale: z.enum(LOCALES) }),
  run: ({ locale, ...link }, runtime) =>
    mailLink(link, {
      ...runtime,
      send: (invitation, token) => sendLinkMail(runtime, { invitation, token, locale }),
      problemOf: ({ code, params }) => translate('send-problems', code, params, locale),
    }),
});

export const withdrawInvitation = defineInternalCommand({
  id: 'withdrawInvitation',
  permission: 'people.manage',
  needsProof: true,
  effect: 'changes',
  object: 'invitation',
  input: byId,
  run: ({ id }, runtime, actor) => manage.withdrawInvitation(id, actor, runtime),
});

/** Returns the token of the link, which is shown only once. */
export const resetPassword = defineInternalCommand({
  id: 'resetPassword',
  permission: 'people.manage',
  needsProof: true,
  effect: 'changes',
  object: 'person',
  input: byId,
  run: ({ id }, runtime, actor) => manage.resetPassword(id, actor, runtime),
});

export const changeRole = defineInternalCommand({
  id: 'changeRole',
  permission: 'people.manage',
  needsProof: true,
  effect: 'changes',
  object: 'person',
  input: byId.extend({ role: roleInput }),
  run: (change, runtime, actor) => manage.changeRole(change, actor, runtime),
});

export const disablePerson = defineInternalCommand({
  id: 'disablePerson',
  permission: 'people.manage',
  needsProof: true,
  effect: 'changes',
  object: 'person',
  input: byId,
  run: ({ id }, runtime, actor) => manage.disablePerson(id, actor, runtime),
});

export const enablePerson = defineInternalCommand({
  id: 'enablePerson',
  permission: 'people.manage',
  needsProof: true,
  effect: 'changes',
  object: 'person',
  input: byId,
  run: ({ id }, runtime, actor) => manage.enablePerson(id, actor, runtime),
});

/** Removes the second factors of a person who has lost them. */
export const removeFactors = defineInternalCommand({
  id: 'removeFactors',
  permission: 'people.manage',
  needsProof: true,
  effect: 'changes',
  object: 'person',
  input: byId,
  run: ({ id }, runtime, actor) => manage.removeFactors(id, actor, runtime),
});
