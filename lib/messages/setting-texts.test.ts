import { expect, test } from 'vitest';
import { SETTING_KEYS } from '../core/settings/setting-key.ts';
import { messagesByLocale } from './by-locale.ts';
import { LOCALES } from './locale.ts';

test.each(LOCALES)('every setting has a label and a help text in %s', (locale) => {
  const { settings, 'setting-help': help } = messagesByLocale[locale];
  expect(Object.keys(help)).toEqual(SETTING_KEYS);
  expect(Object.keys(settings.fields).filter((key) => key !== 'smtp_password')).toEqual(SETTING_KEYS);
});
