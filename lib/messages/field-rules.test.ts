import { expect, test } from 'vitest';
import { connectors } from '../connectors/registry.ts';
import { VARIANT_NAMES } from '../core/hashing/hash-variants.ts';
import fieldRules from './en/field-rules.json' with { type: 'json' };
import inspector from './en/inspector.json' with { type: 'json' };

test('every hashed field has its rule in words, and every rule its field', () => {
  const hashed = connectors.flatMap(({ fields }) => fields.filter((field) => field.hashed).map(({ name }) => name));
  expect(Object.keys(fieldRules).sort()).toEqual(hashed.sort());
});

test('every way to hash a value wrongly has its words', () => {
  expect(Object.keys(inspector.variants).sort()).toEqual([...VARIANT_NAMES].sort());
});
