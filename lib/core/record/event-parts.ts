import type { JsonObject, JsonValue } from './field.ts';

/** What an event is put together with. */

/** Sets a value in the event; outer objects come into being with the first value inside them. */
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

/** The list of a field until it has a value; never written to. */
export const NO_VALUES: JsonValue[] = [];

/** With what became of a cell: one value, several of them, or none. */
export function appendValues(values: JsonValue[], value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value.reduce<JsonValue[]>(appendValue, values) : appendValue(values, value);
}

/** An array of one has room for one; one that grows from nothing has room for sixteen more. */
function appendValue(values: JsonValue[], value: JsonValue | undefined): JsonValue[] {
  if (value === undefined) return values;
  if (values === NO_VALUES) return [value];
  values.push(value);
  return values;
}

/** Each value once, in the order of its first place. */
export function withoutDuplicates(values: JsonValue[]): JsonValue[] {
  if (values.length === 1 || (values.length === 2 && values[0] !== values[1])) return values;
  return [...new Set(values)];
}
