import type { JsonObject, JsonValue } from './field.ts';

/** Sets a value in the event; outer objects are created with their first value. */
export function put(event: JsonObject, path: readonly string[], value: JsonValue): void {
  let place = event;
  const last = path.length - 1;
  for (let depth = 0; depth < last; depth++) {
    const key = path[depth] as string;
    let inside = place[key] as JsonObject | undefined;
    if (inside === undefined) {
      inside = {};
      place[key] = inside;
    }
    place = inside;
  }
  place[path[last] as string] = value;
}

/** The initial list of a field; never modified. */
export const NO_VALUES: JsonValue[] = [];

/** Appends the values of a cell: one, several or none. */
export function appendValues(values: JsonValue[], value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value.reduce<JsonValue[]>(appendValue, values) : appendValue(values, value);
}

/** Starts with a literal of one element: an empty array that grows would reserve room for 16 more. */
function appendValue(values: JsonValue[], value: JsonValue | undefined): JsonValue[] {
  if (value === undefined) return values;
  if (values === NO_VALUES) return [value];
  values.push(value);
  return values;
}

/** Each value once, in order of first occurrence. */
export function withoutDuplicates(values: JsonValue[]): JsonValue[] {
  if (values.length === 1 || (values.length === 2 && values[0] !== values[1])) return values;
  return [...new Set(values)];
}
