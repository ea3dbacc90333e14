import type { JsonObject, JsonValue } from './field.ts';
import { masked } from './personal.ts';

/** An event whose values at these dotted paths keep their shape and not what they say. */
export function maskedEvent(event: JsonObject, paths: readonly string[]): JsonObject {
  const hidden = new Set(paths);
  const members = (value: JsonObject, path: string): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, maskedValue(member, path === '' ? key : `${path}.${key}`)]),
    );
  const maskedValue = (value: JsonValue, path: string): JsonValue => {
    if (Array.isArray(value)) return value.map((item) => maskedValue(item, path));
    if (value !== null && typeof value === 'object') return members(value, path);
    return hidden.has(path) ? masked(String(value)) : value;
  };
  return members(event, '');
}
