import type { JsonObject, JsonValue } from './field.ts';
import { masked } from './personal.ts';

/** An event with the values at these dotted paths masked; they keep their shape. */
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

/** Enough of a hash to distinguish two, but not to look up a person. */
export function cutHash(hash: string): string {
  return `${hash.slice(0, 8)}…`;
}
