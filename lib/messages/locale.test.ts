import { expect, test } from 'vitest';
import { chooseLocale } from './locale.ts';

test.each([
  ['ja', 'en', 'ja'],
  ['en', 'ja,en;q=0.5', 'en'],
  [undefined, 'ja', 'ja'],
  [undefined, 'ja-JP,ja;q=0.9,en-US;q=0.8', 'ja'],
  [undefined, 'de-DE, de;q=0.9, ja;q=0.4, en;q=0.3', 'ja'],
  [undefined, 'en;q=0.3, ja;q=0.7', 'ja'],
  [undefined, 'ja;q=0, de', 'en'],
  [undefined, 'JA-jp', 'ja'],
  [undefined, 'fr', 'en'],
  [undefined, '*', 'en'],
  [undefined, '', 'en'],
  [undefined, null, 'en'],
  ['tlh', 'ja', 'ja'],
  ['../../x', ';;q=,,', 'en'],
] as const)('chosen %s, accepted %s: %s', (chosen, accepted, locale) => {
  expect(chooseLocale(chosen, accepted)).toBe(locale);
});
