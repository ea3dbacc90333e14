import { type Addresses, SANDBOX } from '../core/job-destination.ts';
import { BASE_URL_SETTINGS, type Env, listSettings, type TrinoEnv } from '../env.ts';

/** The addresses of this process that its jobs are bound to. */
export function addressesOf({ apiBaseUrls, trino }: Pick<Env, 'apiBaseUrls' | 'trino'>): Addresses {
  return { apiBaseUrls, trino: trino ? trinoAddress(trino) : null };
}

/** What to put before a command so that another shell creates its job for the same address; '' where that is the default. */
export function addressPrefix(connector: string, destination: string | null): string {
  const setting = listSettings().find(({ name }) => name === BASE_URL_SETTINGS[connector]);
  const isOwn = destination === null || destination === SANDBOX || destination === setting?.default;
  return isOwn || setting === undefined ? '' : `${setting.name}=${destination} `;
}

/** The same schema of another catalog holds other records, and another user may see other ones. */
function trinoAddress({ url, catalog, user }: TrinoEnv): string {
  return `${url}?${new URLSearchParams({ catalog, user })}`;
}
