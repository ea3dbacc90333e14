import { expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import { translate } from './translate.ts';

const ERROR = new UserError('segment_in_use', { name: 'Tokyo', segments: ['Oslo', 'Kyoto', 'Lima'] });

test.each([
  ['en', 'Other segments refer to Tokyo: Oslo, Kyoto, Lima. Change them first. Nothing was deleted.'],
  [
    'ja',
    'Tokyo はほかのセグメントから参照されています：Oslo、Kyoto、Lima。先にそれらを変更してください。何も削除されていません。',
  ],
] as const)('a list in a text has the commas of the language %s', (locale, text) => {
  expect(translate('errors', ERROR.code, ERROR.textParams, locale)).toBe(text);
});

test('programs get a list as a text with commas', () => {
  expect(ERROR.params).toEqual({ name: 'Tokyo', segments: 'Oslo, Kyoto, Lima' });
});
