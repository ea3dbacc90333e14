import { type Addresses, SANDBOX } from '../core/job/job-destination.ts';
import { BASE_URL_SETTINGS, type Env, listSettings, type TrinoEnv } from '../env.ts';

/** The addresses of this process that its jobs are bound to. */
export function addressesOf({ apiBaseUrls, trino }: Pick<Env, 'apiBaseUrls' | 'trino'>): Addresses {
  return { apiBaseUrls, trino: trino ? trinoAddress(trino) : null };
}

/** The address that the events of a connector go to, and the setting that names it; null where that is the service's own. */
export function customAddress(connector: string, { apiBaseUrls }: Pick<Env, 'apiBaseUrls'>) {
  const setting = baseUrlSetting(connector);
  const address = apiBaseUrls[connector];
  if (setting === undefined || address === undefined || address === setting.default) return null;
  return { address, setting: setting.name };
}

/** What to put before a command so that another shell creates its job for the same address; '' where that is the default. */
export function addressPrefix(connector: string, destination: string | null): string {
  const setting = baseUrlSetting(connector);
  const isOwn = destination === null || destination === SANDBOX || destination === setting?.default;
  return isOwn || setting === undefined ? '' : `${setting.name}=${destination} `;
}

function baseUrlSetting(connector: string) {
  return listSettings().find(({ name }) => name === BASE_URL_SETTINGS[connector]);
}

/** The same schema of another catalog holds other records, and another user may see other ones. */
function trinoAddress({ url, catalog, user }: TrinoEnv): string {
  return `${url}?${new URLSearchParams({ catalog, user })}`;
}
