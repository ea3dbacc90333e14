export const SETTINGS_PAGES = ['limits', 'retention', 'mail', 'notifications', 'api-keys', 'system'] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** The first page of the Control Panel has no name of its own in the address. */
export function settingsPath(page: SettingsPage): string {
  return page === 'limits' ? '/settings' : `/settings/${page}`;
}
