import type { JsonObject, JsonValue } from './field.ts';
import { masked } from './personal.ts';

/** An event whose values at these dotted paths are hidden: they keep their shape, and not what they say. */
export function maskedEvent(
  event: JsonObject,
  paths: readonly string[],
  hide: (value: string) => string = masked,
): JsonObject {
  const hidden = new Set(paths);
  const members = (value: JsonObject, path: string): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, maskedValue(member, path === '' ? key : `${path}.${key}`)]),
    );
  const maskedValue = (value: JsonValue, path: string): JsonValue => {
    if (Array.isArray(value)) return value.map((item) => maskedValue(item, path));
    if (value !== null && typeof value === 'object') return members(value, path);
    return hidden.has(path) ? hide(String(value)) : value;
  };
  return members(event, '');
}

/** So much of a hash that two can be told apart, and not so much that anybody could be found by it. */
export function cutHash(hash: string): string {
  return `${hash.slice(0, 8)}…`;
}
