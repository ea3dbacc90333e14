import { expect, test } from 'vitest';
import { type JsonSchema, membersOf } from '../core/api/api-document.ts';
import { startApi } from './api.test-kit.ts';
import { openApiDocument } from './openapi.ts';

const OF_EVERY_TYPE = { string: 'x', number: 1.5, integer: 7, boolean: true, array: [], object: {}, null: null };
const NAMES: Readonly<Record<string, string>> = { database: 'shop', table: 'birds' };

/** The types that a schema accepts; empty if it accepts any. */
function typesOf({ type, anyOf, enum: values, const: value }: JsonSchema): string[] {
  if (Array.isArray(anyOf)) {
    const each = anyOf.map((branch) => typesOf(branch as JsonSchema));
    return each.some((types) => types.length === 0) ? [] : each.flat();
  }
  if (Array.isArray(values)) return values.map((each) => typeof each);
  if (value !== undefined) return [typeof value];
  return typeof type === 'string' ? [type, ...(type === 'number' ? ['integer'] : [])] : [];
}

/** Values of the types that a schema does not accept, by type. */
function wrongValuesOf(schema: JsonSchema) {
  const accepted = typesOf(schema);
  if (accepted.length === 0) return [];
  // JSON has no integer type: an integer is a number, and a fraction does not have the wrong type.
  const isAccepted = (type: string) => accepted.includes(type) || (type === 'number' && accepted.includes('integer'));
  return Object.entries(OF_EVERY_TYPE).filter(([type]) => !isAccepted(type));
}

const bodies = Object.entries(openApiDocument().paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { requestBody }]) => {
    const schema = requestBody?.content['application/json']?.schema;
    return schema
      ? [{ path: path.replace(/\{(\w+)\}/g, (_, name: string) => NAMES[name] ?? '1'), method, schema }]
      : [];
  }),
);

test('a value of the wrong type is refused with its type and location, for every member of every body', async () => {
  const api = await startApi();
  const misreported: unknown[] = [];
  let requests = 0;
  for (const { path, method, schema } of bodies) {
    for (const { name, schema: member } of membersOf(schema)) {
      for (const [type, value] of wrongValuesOf(member)) {
        requests += 1;
        const { status, json } = await api.request(method.toUpperCase(), path, { body: { [name]: value } });
        const got = type === 'integer' ? 'number' : type;
        // A value of the wrong type is reported before missing members.
        if (json?.code === 'type_wrong' && json.pointer === `/${name}` && json.params.got === got) continue;
        misreported.push([method, path, name, type, status, json?.code, json?.pointer]);
      }
    }
  }
  expect(requests).toBeGreaterThan(200);
  expect(misreported).toEqual([]);
});
