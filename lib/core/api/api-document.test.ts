import { expect, test } from 'vitest';
import { membersOf, typeOf } from './api-document.ts';

test.each([
  [{ type: 'string' }, 'string'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ $ref: '#/components/schemas/Job' }, 'Job'],
  [{ enum: ['skip', 'send'] }, '"skip" | "send"'],
  [{ const: 'export' }, '"export"'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Job' } }, 'Job[]'],
  [{ anyOf: [{ type: 'boolean' }, { enum: ['true'] }] }, 'boolean | "true"'],
  [{ type: 'object', properties: { a: {}, b: {} } }, '{ a, b }'],
  [{}, 'any'],
])('describes the type of %o', (schema, text) => {
  expect(typeOf(schema)).toBe(text);
});

test('lists the members of an object and whether they are required', () => {
  const schema = { properties: { a: { type: 'string' }, b: { type: 'integer' } }, required: ['a'] };
  expect(membersOf(schema).map(({ name, required }) => [name, required])).toEqual([
    ['a', true],
    ['b', false],
  ]);
  expect(membersOf({})).toEqual([]);
});
