import { type Addresses, SANDBOX } from '../core/job/job-destination.ts';
import { BASE_URL_SETTINGS, type Env, listSettings } from '../env.ts';
import type { TrinoEnv } from '../trino-settings.ts';

/** The addresses of this process, to which its jobs are bound. */
export function addressesOf({ apiBaseUrls, trino }: Pick<Env, 'apiBaseUrls' | 'trino'>): Addresses {
  return { apiBaseUrls, trino: trino ? trinoAddress(trino) : null };
}

/** The base URL of a connector and the setting that defines it; null for the default base URL. */
export function customBaseUrl(connector: string, { apiBaseUrls }: Pick<Env, 'apiBaseUrls'>) {
  const setting = baseUrlSetting(connector);
  const baseUrl = apiBaseUrls[connector];
  if (setting === undefined || baseUrl === undefined || baseUrl === setting.default) return null;
  return { baseUrl, setting: setting.name };
}

/** The environment variable to put before a shell command so that its job has this destination, or ''. */
export function baseUrlPrefix(connector: string, destination: string | null): string {
  const setting = baseUrlSetting(connector);
  if (setting === undefined || destination === null || destination === SANDBOX || destination === setting.default)
    return '';
  return `${setting.name}=${destination} `;
}

function baseUrlSetting(connector: string) {
  return listSettings().find(({ name }) => name === BASE_URL_SETTINGS[connector]);
}

/** Includes catalog and user, since both determine the visible records. */
function trinoAddress({ url, catalog, user }: TrinoEnv): string {
  return `${url}?${new URLSearchParams({ catalog, user })}`;
}
