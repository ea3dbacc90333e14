import { z } from 'zod';
import type { Authentication } from '../../../core/access/authentication.ts';
import { accessToken, authenticationName, connectionTest } from '../../../core/access/authentication-input.ts';
import { UserError } from '../../../core/errors.ts';
import { translate } from '../../../messages/translate.ts';
import { chooseAuthentication as choose } from '../../../operations/authentications/choose-authentication.ts';
import { replaceToken as replace } from '../../../operations/authentications/replace-token.ts';
import { testAuthentication as test } from '../../../operations/authentications/test-authentication.ts';
import { authenticationsFor } from '../../authentications-for.ts';
import { defineCommand, idNumber } from '../../command.ts';
import { describeAuthentication } from '../../describe-authentication.ts';
import { booleanInput } from '../../inputs/boolean-input.ts';
import { connectorType as type } from '../../inputs/connector-type.ts';
import { pageInput, pageShape, toPage } from '../../inputs/page.ts';
import { authenticationObject, authenticationShape } from '../../shapes/authentication.ts';
import { testResultShape } from '../../shapes/notification.ts';
import { registerShape } from '../../shapes/shape-registry.ts';

const page = registerShape('AuthenticationPage', pageShape(authenticationShape));

/** Lists authentications by id, so that changes do not move items between pages. */
export const listAuthentications = defineCommand({
  id: 'listAuthentications',
  permission: 'authentications.read',
  effect: 'reads',
  input: z.object({ ...pageInput, name: z.string().optional(), archived: booleanInput.default(false) }),
  answer: page,
  async run({ cursor = 0, limit, name, archived }, { authentications }) {
    const jobs = await authentications.jobCounts();
    const isListed = (stored: Authentication) =>
      name === undefined ? (stored.archivedAt !== null) === archived : stored.name === name;
    const remaining = (await authentications.all())
      .filter((stored) => stored.id > cursor && isListed(stored))
      .sort((a, b) => a.id - b.id);
    const objectOf = (stored: Authentication) => authenticationObject(stored, jobs.get(stored.id) ?? 0);
    return toPage(remaining, limit, ({ id }) => id, objectOf);
  },
});

/**
 * Finds the authentication for an id, a name or a token, or that of the sandbox. A new token is stored as a new
 * authentication, if the actor may create one.
 */
export const chooseAuthentication = defineCommand({
  id: 'chooseAuthentication',
  // The authentication is chosen for an export.
  permission: 'exports.create',
  effect: 'changes',
  object: 'authentication',
  input: z.object({
    type,
    id: z.int().positive().optional(),
    name: authenticationName.optional(),
    access_token: accessToken.optional(),
    sandbox: z.boolean().default(false),
  }),
  answer: authenticationShape,
  async run({ type, id, name, access_token: token, sandbox }, runtime, actor) {
    const authentication = await choose(authenticationsFor(actor, runtime), type, { id, name, token, sandbox });
    if (authentication.connector !== type) throw new UserError('authentication_unknown', { id: authentication.id });
    return describeAuthentication(runtime, authentication);
  },
});

export const getAuthentication = defineCommand({
  id: 'getAuthentication',
  permission: 'authentications.read',
  effect: 'reads',
  input: z.object({ authentication: idNumber }),
  answer: authenticationShape,
  run: async ({ authentication }, runtime) =>
    describeAuthentication(runtime, await runtime.authentications.get(authentication)),
});

export const renameAuthentication = defineCommand({
  id: 'renameAuthentication',
  permission: 'authentications.manage',
  effect: 'changes',
  input: z.object({ authentication: idNumber, name: authenticationName }),
  answer: authenticationShape,
  async run({ authentication, name }, runtime) {
    await runtime.authentications.rename(authentication, name);
    return describeAuthentication(runtime, await runtime.authentications.get(authentication));
  },
});

export const replaceToken = defineCommand({
  id: 'replaceToken',
  permission: 'authentications.manage',
  needsProof: true,
  effect: 'changes',
  input: z.object({ authentication: idNumber, access_token: accessToken }),
  answer: authenticationShape,
  async run({ authentication, access_token }, runtime) {
    await replace(runtime, { id: authentication, access_token });
    return describeAuthentication(runtime, await runtime.authentications.get(authentication));
  },
});

export const testAuthentication = defineCommand({
  id: 'testAuthentication',
  permission: 'authentications.test',
  effect: 'changesInSteps',
  usesAddresses: true,
  input: connectionTest.extend({ authentication: idNumber }),
  answer: testResultShape,
  async run({ authentication, ad_account_id }, runtime) {
    const { ok, code, params } = await test(runtime, { id: authentication, ad_account_id });
    return { ok, code, message: translate('connection', code, params) };
  },
});

/** Keeps the authentication for its jobs, but no longer offers it for new ones. */
export const archiveAuthentication = defineCommand({
  id: 'archiveAuthentication',
  permission: 'authentications.manage',
  effect: 'changes',
  input: z.object({ authentication: idNumber }),
  answer: authenticationShape,
  async run({ authentication }, runtime) {
    await runtime.authentications.archive(authentication);
    return describeAuthentication(runtime, await runtime.authentications.get(authentication));
  },
});

export const restoreAuthentication = defineCommand({
  id: 'restoreAuthentication',
  permission: 'authentications.manage',
  effect: 'changes',
  input: z.object({ authentication: idNumber }),
  answer: authenticationShape,
  async run({ authentication }, runtime) {
    await runtime.authentications.restore(authentication);
    return describeAuthentication(runtime, await runtime.authentications.get(authentication));
  },
});

export const deleteAuthentication = defineCommand({
  id: 'deleteAuthentication',
  permission: 'authentications.manage',
  needsProof: true,
  effect: 'changes',
  input: z.object({ authentication: idNumber }),
  answer: 'nothing',
  run: ({ authentication }, { authentications }) => authentications.delete(authentication),
});
