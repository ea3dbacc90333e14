import type { FieldSpec, JsonObject, JsonValue } from '#lib/core/record/field.ts';
import { isPersonal } from '#lib/core/record/personal.ts';

/** An event in a line: what every event has, and nothing that says who it is about. */
export function eventSummary(event: JsonObject, fields: readonly FieldSpec[]): string {
  const telling = fields.filter((field) => field.required && !isPersonal(field));
  return telling.map(({ path }) => String(valueAt(event, path) ?? '')).join(' · ');
}

function valueAt(event: JsonObject, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, key) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value[key] : undefined),
    event,
  );
}

/** Where hashes stand in an event, as a JsonView wants it told. */
export function hashedPaths(fields: readonly FieldSpec[]): string[] {
  return fields.filter(({ hashed }) => hashed).map(({ path }) => path.join('.'));
}
