import { z } from 'zod';
import type { Authentication } from '../../core/access/authentication.ts';
import {
  accessToken,
  authenticationName,
  connectionOfAuthentication,
  newAuthentication,
} from '../../core/access/authentication-input.ts';
import { UserError } from '../../core/errors.ts';
import { translate } from '../../messages/translate.ts';
import { chooseAuthentication as choose } from '../../operations/authentications/choose-authentication.ts';
import { replaceToken as replace } from '../../operations/authentications/replace-token.ts';
import { testAuthentication as test } from '../../operations/authentications/test-authentication.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { askedExport } from '../asked-export.ts';
import { connectorType as type } from '../connector-type.ts';
import { pageAsked, pageOf, turn } from '../page.ts';
import { nothing, route } from '../route.ts';
import { authenticationObject, authenticationShape } from '../shapes/authentication.ts';
import { named } from '../shapes/named.ts';
import { trialShape } from '../shapes/notification.ts';

const page = named('AuthenticationPage', pageOf(authenticationShape));

function shown({ authentications }: Runtime, authentication: Authentication) {
  return authenticationObject(authentication, authentications.jobCounts().get(authentication.id) ?? 0);
}

/** In the order of their ids, so that what changes meanwhile moves to no other page. */
export const listAuthentications = route({
  id: 'listAuthentications',
  method: 'GET',
  path: '/authentications',
  tag: 'authentications',
  input: z.object({ ...pageAsked, name: z.string().optional() }),
  answer: page,
  run({ cursor = 0, limit, name }, { authentications }) {
    const jobs = authentications.jobCounts();
    const behind = authentications
      .list()
      .filter((each) => each.id > cursor && (name === undefined || each.name === name))
      .sort((a, b) => a.id - b.id);
    const objectOf = (each: Authentication) => authenticationObject(each, jobs.get(each.id) ?? 0);
    return turn(behind, limit, ({ id }) => id, objectOf);
  },
});

export const createAuthentication = route({
  id: 'createAuthentication',
  method: 'POST',
  path: '/authentications',
  tag: 'authentications',
  input: newAuthentication.extend({ type, parameters: askedExport.parameters.optional() }),
  answer: authenticationShape,
  status: 201,
  run({ access_token: token, name, type: connector, parameters = null }, runtime) {
    const kept = parameters && { ...parameters };
    return shown(runtime, runtime.authentications.create({ name, connector, target: 'live', token, parameters: kept }));
  },
});

/** What a script that knows an id, a name or a token sends with; a token is kept at its first coming. */
export const chooseAuthentication = route({
  id: 'chooseAuthentication',
  method: 'POST',
  path: '/authentications/choose',
  tag: 'authentications',
  input: z.object({
    type,
    id: z.int().positive().optional(),
    name: authenticationName.optional(),
    access_token: accessToken.optional(),
    sandbox: z.boolean().default(false),
  }),
  answer: authenticationShape,
  run({ type, id, name, access_token: token, sandbox }, runtime) {
    const authentication = choose(runtime.authentications, type, { id, name, token, sandbox });
    if (authentication.connector !== type) throw new UserError('authentication_unknown', { id: authentication.id });
    return shown(runtime, authentication);
  },
});

export const getAuthentication = route({
  id: 'getAuthentication',
  method: 'GET',
  path: '/authentications/{authentication}',
  tag: 'authentications',
  input: nothing,
  answer: authenticationShape,
  run: ({ authentication }, runtime) => shown(runtime, runtime.authentications.get(authentication)),
});

export const renameAuthentication = route({
  id: 'renameAuthentication',
  method: 'PATCH',
  path: '/authentications/{authentication}',
  tag: 'authentications',
  input: z.object({ name: authenticationName }),
  answer: authenticationShape,
  run({ authentication, name }, runtime) {
    runtime.authentications.rename(authentication, name);
    return shown(runtime, runtime.authentications.get(authentication));
  },
});

export const replaceToken = route({
  id: 'replaceToken',
  method: 'POST',
  path: '/authentications/{authentication}/token',
  tag: 'authentications',
  input: z.object({ access_token: accessToken }),
  answer: authenticationShape,
  run({ authentication, access_token }, runtime) {
    replace(runtime, { id: authentication, access_token });
    return shown(runtime, runtime.authentications.get(authentication));
  },
});

export const testAuthentication = route({
  id: 'testAuthentication',
  method: 'POST',
  path: '/authentications/{authentication}/test',
  tag: 'authentications',
  usesAddresses: true,
  input: connectionOfAuthentication.pick({ ad_account_id: true }),
  answer: trialShape,
  isNeverKept: true,
  async run({ authentication, ad_account_id }, runtime) {
    const { ok, code, params } = await test(runtime, { id: authentication, ad_account_id });
    return { ok, code, message: translate('connection', code, params) };
  },
});

export const deleteAuthentication = route({
  id: 'deleteAuthentication',
  method: 'DELETE',
  path: '/authentications/{authentication}',
  tag: 'authentications',
  input: nothing,
  answer: 'nothing',
  run: ({ authentication }, { authentications }) => authentications.delete(authentication),
});
