import { gatedPage } from '#components/page-access/gated-page.tsx';
import { ApiKeys } from '#components/settings/api-keys/api-keys.tsx';
import { viewApiKeys } from '#lib/commands/console/access/keys.ts';
import { load } from '#lib/web/run-command.ts';
import { settingsTitle } from '../settings-title.ts';
import { confirmApiKey, createApiKey, revokeApiKey, rotateApiKey } from './actions.ts';

export const generateMetadata = () => settingsTitle('api-keys');

export default gatedPage('/settings/api-keys', async () => {
  const { keys, now } = await load(viewApiKeys, {});
  const actions = { create: createApiKey, rotate: rotateApiKey, confirm: confirmApiKey, revoke: revokeApiKey };
  return <ApiKeys keys={keys} now={now} {...actions} />;
});
