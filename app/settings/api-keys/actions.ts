'use server';

import { revalidatePath } from 'next/cache';
import { apiKeyChosen, newApiKey } from '#lib/core/access/api-key.ts';
import { runAction } from '#lib/web/action-result.ts';

/** Returns the key, once. */
export async function createApiKey(input: unknown) {
  const result = await runAction(newApiKey, input, ({ name }, { apiKeys }) => apiKeys.create(name));
  revalidatePath('/settings', 'layout');
  return result;
}

export async function confirmApiKey(input: unknown) {
  const result = await runAction(apiKeyChosen, input, ({ id }, { apiKeys }) => apiKeys.confirm(id));
  revalidatePath('/settings', 'layout');
  return result;
}

export async function revokeApiKey(input: unknown) {
  const result = await runAction(apiKeyChosen, input, ({ id }, { apiKeys }) => apiKeys.revoke(id));
  revalidatePath('/settings', 'layout');
  return result;
}
