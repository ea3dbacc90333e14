import { z } from 'zod';
import { shapes } from '../commands/shapes/shape-registry.ts';
import { type JsonSchema, REFERENCE } from '../core/api/api-document.ts';
import { idsIn, type Route } from './route.ts';

type Conversion = NonNullable<Parameters<typeof z.toJSONSchema>[1]>;

const OPTIONS = {
  target: 'draft-2020-12',
  unrepresentable: 'any',
  override: ({ jsonSchema }) => {
    // These bounds hold for every integer in JavaScript, and the format date-time implies the pattern.
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    // Later versions may add members to a response.
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  },
} as const satisfies Conversion;

/** The schema of a route's input, without the ids of its path and the content of an upload. */
export function inputSchemaOf({ path, command: { input } }: Route) {
  const ids = idsIn(path);
  const schema = z.toJSONSchema(input, { ...OPTIONS, io: 'input' }) as JsonSchema;
  const isMember = (name: string) => name !== 'content' && !ids.includes(name);
  const all = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const properties = Object.fromEntries(all.filter(([name]) => isMember(name)));
  const required = ((schema['required'] ?? []) as string[]).filter(isMember);
  return { type: 'object', properties, required, additionalProperties: false };
}

export function componentSchemas(): Record<string, JsonSchema> {
  const uri = (id: string) => REFERENCE + id;
  const { schemas } = z.toJSONSchema(shapes, { ...OPTIONS, io: 'output', uri });
  const withoutIds = Object.entries(schemas).map(
    ([name, { $schema: _, $id: __, ...schema }]) => [name, schema] as const,
  );
  return Object.fromEntries(withoutIds.sort(([a], [b]) => (a < b ? -1 : 1)));
}
