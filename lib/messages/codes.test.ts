import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { connectors } from '../connectors/registry.ts';
import { UNCERTAIN_REASONS } from '../core/delivery/settle.ts';
import issueTitles from './en/issue-titles.json' with { type: 'json' };
import { LOCALES } from './locale.ts';
import { fieldHelp, messagesOf, translate } from './translate.ts';

const root = resolve(import.meta.dirname, '../..');
const sources = globSync('lib/**/*.ts', { cwd: root })
  .filter((file) => !/\.test(?:-kit)?\.ts$|\/sandbox\//.test(file))
  .map((file) => readFileSync(resolve(root, file), 'utf8'));

/** The codes that this pattern finds in the sources. */
function codesIn(pattern: RegExp): string[] {
  const codes = sources.flatMap((source) => [...source.matchAll(pattern)].map(([, code = '']) => code));
  return [...new Set(codes)].sort();
}

test.each([
  ['issues', /\b(?:cell|this)\.(?:error|warn)\(\s*'(\w+)'/g],
  ['issues', /\bomitValue\(cell, '(\w+)'/g],
  ['issues', /\bcode: '(\w+)', (?:field|column)/g],
  ['errors', /new UserError\(\s*'(\w+)'/g],
  ['errors', /\berror: \{ code: '(\w+)'/g],
  ['send-problems', /ok: false, code: '(\w+)', params/g],
  ['workflow-log', /\blogMessage\((?:\w+, \{ code: )?'(\w+)'/g],
  ['log', /\.log\([^']*'(?:info|warn|error)', '(\w+)'/g],
] as const)('every reported code has a text in %s (%s)', (catalog, pattern) => {
  const codes = codesIn(pattern);
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => !(code in messagesOf(catalog)))).toEqual([]);
});

test('every issue has a text and a title', () => {
  expect(Object.keys(issueTitles)).toEqual(expect.arrayContaining([...UNCERTAIN_REASONS]));
  expect(Object.keys(issueTitles).sort()).toEqual(Object.keys(messagesOf('issues')).sort());
});

test('a query error without a position begins with a capital letter', () => {
  const positioned = Object.entries(messagesOf('errors')).filter(([, text]) => text.startsWith('{line, plural'));
  const params = { line: 0, column: 0, name: 'NAME', detail: 'DETAIL' };
  const texts = positioned.map(([code]) => translate('errors', code, params));
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.filter((text) => !/^[A-Z]/.test(text))).toEqual([]);
});

test('every field has a help text', () => {
  const names = connectors.flatMap(({ fields }) => fields.map(({ name }) => name));
  expect(names.filter((name) => fieldHelp(name) === '')).toEqual([]);
});

test.each(LOCALES)('the texts of codes can be formatted in %s', (locale) => {
  for (const catalog of [
    'issues',
    'errors',
    'log',
    'workflow-log',
    'connection',
    'send-problems',
    'mails',
    'reasons',
  ] as const) {
    for (const [code, text] of Object.entries(messagesOf(catalog, locale))) {
      const params = Object.fromEntries([...text.matchAll(/\{(\w+)/g)].map(([, name]) => [name, 1]));
      expect(translate(catalog, code, params, locale)).not.toMatch(/\{|FORMATTING|MISSING/);
    }
  }
});
