import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { LOCALES } from './locale.ts';
import { messagesOf, translateReason } from './translate.ts';

const root = resolve(import.meta.dirname, '../..');

/** The code that builds and activations execute. */
const SOURCES = [
  'lib/core/audience/{*,activation/*,rules/*}.ts',
  'lib/operations/audience/{source-tables,rule-context,run-build,run-activation}.ts',
];

test.each(LOCALES)('every error of a build or an activation has a reason in %s', (locale) => {
  const files = globSync(SOURCES, { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const codes = files.flatMap((file) =>
    [...readFileSync(resolve(root, file), 'utf8').matchAll(/new UserError\(\s*'(\w+)'/g)].map(([, code = '']) => code),
  );
  expect(codes).toEqual(expect.arrayContaining(['source_column_unknown', 'segment_circle']));
  expect(codes.filter((code) => !(code in messagesOf('reasons', locale)))).toEqual([]);
});

test.each(LOCALES)('no error is shown as its code in %s', (locale) => {
  expect(Object.keys(messagesOf('errors', locale)).filter((code) => translateReason(code, locale) === code)).toEqual(
    [],
  );
  expect(translateReason('job_unknown', locale)).toBe(messagesOf('reasons', locale)['other']);
  expect(translateReason('disk_full', locale)).toBe(messagesOf('reasons', locale)['disk_full']);
  expect(translateReason('not_a_code', locale)).toBe('not_a_code');
});
