import type { FieldSpec, JsonObject, JsonValue } from './field.ts';
import { hashedPaths, masked, personalPaths } from './personal.ts';

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

/** An event without what identifies a person: plain values are masked, hashes are cut. */
export function hiddenEvent(event: JsonObject, fields: readonly FieldSpec[]): JsonObject {
  return maskedEvent(maskedEvent(event, personalPaths(fields)), hashedPaths(fields), cutHash);
}

/** Enough of a hash to distinguish two, but not to look up a person. */
function cutHash(hash: string): string {
  return `${hash.slice(0, 8)}…`;
}
