import { ApiKeys } from '#components/settings/api-keys/api-keys.tsx';
import { listApiKeys } from '#lib/commands/console/keys.ts';
import { load } from '#lib/web/run-command.ts';
import { settingsTitle } from '../settings-title.ts';
import { confirmApiKey, createApiKey, revokeApiKey } from './actions.ts';

export const generateMetadata = () => settingsTitle('api-keys');

export default async function ApiKeysPage() {
  const keys = await load(listApiKeys, {});
  return <ApiKeys keys={keys} create={createApiKey} confirm={confirmApiKey} revoke={revokeApiKey} />;
}
