import { apiKeyChosen, newApiKey } from '../../core/access/api-key.ts';
import { defineView, noInput } from '../command.ts';

export const listApiKeys = defineView({
  id: 'listApiKeys',
  permission: 'keys.read',
  input: noInput,
  run: (_, { apiKeys }) => apiKeys.list(),
});

/** Returns the key, which is shown only once. */
export const createApiKey = defineView({
  id: 'createApiKey',
  permission: 'keys.manage',
  input: newApiKey,
  run: ({ name }, { apiKeys }) => ({ ...apiKeys.create(name), name }),
});

/** Ends the suspension of a key that was restored from a backup. */
export const confirmApiKey = defineView({
  id: 'confirmApiKey',
  permission: 'keys.manage',
  input: apiKeyChosen,
  run: ({ id }, { apiKeys }) => apiKeys.confirm(id),
});

/** As `confirmApiKey`, for all suspended keys. Returns their ids. */
export const confirmSuspendedApiKeys = defineView({
  id: 'confirmSuspendedApiKeys',
  permission: 'keys.manage',
  input: noInput,
  run(_, { apiKeys }) {
    const ids = apiKeys.suspended().map(({ id }) => id);
    for (const id of ids) apiKeys.confirm(id);
    return ids;
  },
});

export const revokeApiKey = defineView({
  id: 'revokeApiKey',
  permission: 'keys.manage',
  input: apiKeyChosen,
  run: ({ id }, { apiKeys }) => apiKeys.revoke(id),
});
