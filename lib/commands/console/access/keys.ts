import { apiKeyId, newApiKey, rotatedApiKey } from '../../../core/access/api-key.ts';
import type { Actor } from '../../../core/access/permission.ts';
import { defineInternalCommand, noInput } from '../../command.ts';

export const listApiKeys = defineInternalCommand({
  id: 'listApiKeys',
  permission: 'keys.read',
  effect: 'reads',
  input: noInput,
  run: (_, { apiKeys }) => apiKeys.list(),
});

/** All API keys, and the current time, to compare with their expiry. */
export const viewApiKeys = defineInternalCommand({
  id: 'viewApiKeys',
  permission: 'keys.read',
  effect: 'reads',
  input: noInput,
  run: async (_, { apiKeys, clock }) => ({ keys: await apiKeys.list(), now: clock.now() }),
});

/** The person who creates a key; undefined for a shell, and before anybody has an account. */
function creatorOf({ kind, id }: Actor): number | undefined {
  const person = Number(id);
  return kind === 'person' && Number.isInteger(person) ? person : undefined;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Returns the key, which is shown only once. */
export const createApiKey = defineInternalCommand({
  id: 'createApiKey',
  permission: 'keys.manage',
  needsProof: true,
  effect: 'changes',
  object: 'key',
  input: newApiKey,
  run: async ({ name, role, days }, { apiKeys }, actor) => ({
    ...(await apiKeys.create({
      name,
      role,
      termMs: days === undefined ? null : days * DAY_MS,
      creator: creatorOf(actor),
    })),
    name,
  }),
});

/** Replaces a key with a new one, which is shown only once; the old one keeps working for some hours. */
export const rotateApiKey = defineInternalCommand({
  id: 'rotateApiKey',
  permission: 'keys.manage',
  needsProof: true,
  effect: 'changes',
  object: 'key',
  input: rotatedApiKey,
  run: ({ id, hours }, { apiKeys, clock }, actor) =>
    apiKeys.rotate(id, clock.now() + hours * HOUR_MS, creatorOf(actor)),
});

/** Ends the suspension of a key that was restored from a backup. */
export const confirmApiKey = defineInternalCommand({
  id: 'confirmApiKey',
  permission: 'keys.manage',
  needsProof: true,
  effect: 'changes',
  object: 'key',
  input: apiKeyId,
  run: ({ id }, { apiKeys }) => apiKeys.confirm(id),
});

/** Like `confirmApiKey`, for all suspended keys. Returns their ids. */
export const confirmSuspendedApiKeys = defineInternalCommand({
  id: 'confirmSuspendedApiKeys',
  permission: 'keys.manage',
  needsProof: true,
  effect: 'changes',
  input: noInput,
  async run(_, { apiKeys }) {
    const ids = (await apiKeys.suspended()).map(({ id }) => id);
    for (const id of ids) await apiKeys.confirm(id);
    return ids;
  },
});

export const revokeApiKey = defineInternalCommand({
  id: 'revokeApiKey',
  permission: 'keys.manage',
  needsProof: true,
  effect: 'changes',
  object: 'key',
  input: apiKeyId,
  run: ({ id }, { apiKeys }) => apiKeys.revoke(id),
});
