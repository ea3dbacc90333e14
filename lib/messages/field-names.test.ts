import { expect, test } from 'vitest';
import { connectors } from '../connectors/registry.ts';
import { messagesByLocale } from './by-locale.ts';
import { LOCALES } from './locale.ts';

const fieldNames = [...new Set(connectors.flatMap(({ fields }) => fields.map(({ name }) => name)))];

test.each(LOCALES)('every field has a name of its own in %s', (locale) => {
  const names = messagesByLocale[locale]['field-names'];
  expect(Object.keys(names).sort()).toEqual([...fieldNames].sort());
  expect(new Set(Object.values(names)).size).toBe(fieldNames.length);
});
