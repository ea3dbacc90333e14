import { ApiKeys } from '#components/settings/api-keys/api-keys.tsx';
import { webRuntime } from '#lib/web/runtime.ts';
import { settingsTitle } from '../settings-title.ts';
import { confirmApiKey, createApiKey, revokeApiKey } from './actions.ts';

export const generateMetadata = () => settingsTitle('api-keys');

export default async function ApiKeysPage() {
  const { apiKeys } = await webRuntime();
  return <ApiKeys keys={apiKeys.list()} create={createApiKey} confirm={confirmApiKey} revoke={revokeApiKey} />;
}
