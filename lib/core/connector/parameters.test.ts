import { expect, test } from 'vitest';
import { z } from 'zod';
import { translate } from '../../messages/translate.ts';
import { newApiKey } from '../access/api-key.ts';
import type { UserError } from '../errors.ts';
import { numericSettingsInput } from '../settings/numeric-settings.ts';
import { isProblemOf, issuesByField, parseInput } from './parameters.ts';

const settings = numericSettingsInput({ calls_per_minute: 5000, test_calls_per_second: 10 }).partial();

test.each([
  [newApiKey, { name: 'x\u202ey' }, 'name', 'U+202E'],
  [settings, { retention_days: '999' }, 'retention_days', 'from 0 to 365'],
])('a form error has the parameters of its text: %#', (schema, input, field, part) => {
  const { error } = schema.safeParse(input);
  const { code = '', params } = (error && issuesByField(error)[field]) ?? {};
  expect(translate('errors', code, params)).toContain(part);
});

test.each([
  ['values', 'values', true],
  ['values', 'values.3', true],
  ['filters.0.values', 'filters.0.values.12', true],
  ['values', 'valuesOf', false],
  // The row of the column shows it.
  ['columns', 'columns.3.name', false],
  ['columns.3.name', 'columns', false],
])('the field %s shows the problem of %s: %s', (field, path, isShown) => {
  expect(isProblemOf(field, path)).toBe(isShown);
});

test('accepts the minimum that the error of a smaller number names', () => {
  const parse = (revision: number) => parseInput(z.object({ revision: z.int().positive() }), { revision });
  expect(() => parse(0)).toThrow(
    expect.objectContaining({ code: 'number_too_small', params: { field: 'revision', min: 1 } }),
  );
  expect(parse(1)).toEqual({ revision: 1 });
});

test('the types that a value may have are a list, which each language joins in its own way', () => {
  const parse = () => parseInput(z.object({ name: z.union([z.string(), z.null()]) }), { name: 5 });
  expect(parse).toThrow(
    expect.objectContaining({ params: { field: 'name', expected: 'string, null', got: 'number' } }),
  );
  try {
    parse();
  } catch (error) {
    const { code, textParams } = error as UserError;
    expect(translate('errors', code, textParams, 'ja')).toContain('string、null');
  }
});
