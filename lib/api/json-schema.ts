import { z } from 'zod';
import { type JsonSchema, REFERENCE } from '../core/api/api-document.ts';
import type { Route } from './route.ts';
import { shapes } from './shapes/named.ts';

type Conversion = NonNullable<Parameters<typeof z.toJSONSchema>[1]>;

const OPTIONS = {
  target: 'draft-2020-12',
  unrepresentable: 'any',
  override: ({ jsonSchema }) => {
    // Every number of JSON is as safe as this, and the format says what a date's pattern does.
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    // More may come into an answer.
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  },
} as const satisfies Conversion;

/** What a caller may say. The content of an upload is no part of it. */
export function inputSchemaOf({ input }: Route) {
  const schema = z.toJSONSchema(input, { ...OPTIONS, io: 'input' }) as JsonSchema;
  const { content: _, ...properties } = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const required = ((schema['required'] ?? []) as string[]).filter((name) => name !== 'content');
  return { type: 'object', properties, required, additionalProperties: false };
}

export function componentSchemas(): Record<string, JsonSchema> {
  const uri = (id: string) => REFERENCE + id;
  const { schemas } = z.toJSONSchema(shapes, { ...OPTIONS, io: 'output', uri });
  const plain = Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema] as const);
  return Object.fromEntries(plain.sort(([a], [b]) => (a < b ? -1 : 1)));
}
