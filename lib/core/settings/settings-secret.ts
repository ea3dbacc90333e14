/** Settings that go in and never come out again but to be used. */
export type SettingsSecret = 'smtp_password' | 'webhook_secret';
