import { expect, test } from 'vitest';
import { connectors } from '../connectors/registry.ts';
import { VARIANT_NAMES } from '../core/hashing/hash-variants.ts';
import fieldRules from './en/field-rules.json' with { type: 'json' };
import inspector from './en/inspector.json' with { type: 'json' };

test('the hashed fields, and no others, have a rule in words', () => {
  const hashed = connectors.flatMap(({ fields }) => fields.filter((field) => field.isHashed).map(({ name }) => name));
  expect(Object.keys(fieldRules).sort()).toEqual(hashed.sort());
});

test('every hash variant has a description', () => {
  expect(Object.keys(inspector.variants).sort()).toEqual([...VARIANT_NAMES].sort());
});
