import { accessToken, connectionTest } from '../../core/access/authentication-input.ts';
import { testAuthentication, testToken } from '../../operations/authentications/test-authentication.ts';
import { customBaseUrl } from '../../runtime/addresses.ts';
import { defineInternalCommand, idNumber, noInput } from '../command.ts';
import { connectorType as type } from '../inputs/connector-type.ts';

/**
 * All authentications, including archived ones, most recently changed first: each with its number of jobs and the
 * address configured for its connector, which is null for the default address and for the sandbox.
 */
export const viewAuthentications = defineInternalCommand({
  id: 'viewAuthentications',
  permission: 'authentications.read',
  effect: 'reads',
  input: noInput,
  async run(_, { authentications, env }) {
    const jobCounts = await authentications.jobCounts();
    return (await authentications.all()).map((stored) => ({
      ...stored,
      jobCount: jobCounts.get(stored.id) ?? 0,
      customBaseUrl: stored.target === 'live' ? (customBaseUrl(stored.connector, env)?.baseUrl ?? null) : null,
    }));
  },
});

export const countAuthentications = defineInternalCommand({
  id: 'countAuthentications',
  permission: 'authentications.read',
  effect: 'reads',
  input: noInput,
  run: async (_, { authentications }) => (await authentications.list()).length,
});

/** What the catalog shows about each connector. */
export const viewCatalog = defineInternalCommand({
  id: 'viewCatalog',
  permission: 'product.read',
  effect: 'reads',
  input: noInput,
  run: (_, { env }) => ({ callsPerMinute: env.callsPerMinute }),
});

/** Tests an authentication. The result has the parameters of its message, which the page translates. */
export const testStoredToken = defineInternalCommand({
  id: 'testStoredToken',
  permission: 'authentications.test',
  effect: 'changesInSteps',
  usesAddresses: true,
  input: connectionTest.extend({ authentication: idNumber }),
  run: ({ authentication: id, ad_account_id }, runtime) => testAuthentication(runtime, { id, ad_account_id }),
});

/** Tests a token that is not stored. */
export const testEnteredToken = defineInternalCommand({
  id: 'testEnteredToken',
  permission: 'authentications.test',
  effect: 'changesInSteps',
  usesAddresses: true,
  input: connectionTest.extend({ type, access_token: accessToken }),
  run: ({ type: connector, ...entered }, runtime) => testToken(runtime, { ...entered, connector, target: 'live' }),
});
