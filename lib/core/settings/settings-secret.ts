/** Settings that are stored encrypted and never shown again. */
export type SettingsSecret = 'smtp_password' | 'webhook_secret';
