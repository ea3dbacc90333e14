import type { FieldSpec, JsonObject, JsonValue } from '#lib/core/record/field.ts';
import { isPersonal } from '#lib/core/record/personal.ts';

/** An event in one line: its required fields that are not personal. */
export function eventSummary(event: JsonObject, fields: readonly FieldSpec[]): string {
  const shown = fields.filter((field) => field.isRequired && !isPersonal(field));
  return shown.map(({ path }) => String(valueAt(event, path) ?? '')).join(' · ');
}

function valueAt(event: JsonObject, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, key) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value[key] : undefined),
    event,
  );
}
