import type { FieldSpec, JsonObject, JsonValue } from './field.ts';
import { hashedPaths, masked, mayContainEmailAddress, personalPaths } from './personal.ts';

/** An event in which personal values, and texts with an email address, are masked but keep their shape. Hashes stay. */
export function maskedEvent(event: JsonObject, fields: readonly FieldSpec[]): JsonObject {
  const personal = new Set(personalPaths(fields));
  const isMasked = (path: string, value: string) => personal.has(path) || mayContainEmailAddress(value);
  return withReplaced(event, (path, value) => (isMasked(path, value) ? masked(value) : undefined));
}

/** An event without what identifies a person: plain values are masked, hashes are cut. */
export function fullyMaskedEvent(event: JsonObject, fields: readonly FieldSpec[]): JsonObject {
  const hashed = new Set(hashedPaths(fields));
  return withReplaced(maskedEvent(event, fields), (path, value) => (hashed.has(path) ? cutHash(value) : undefined));
}

/** Replaces the values for which `replace` returns a text. */
function withReplaced(event: JsonObject, replace: (path: string, value: string) => string | undefined): JsonObject {
  const replacedObject = (value: JsonObject, path: string): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, replacedValue(member, path === '' ? key : `${path}.${key}`)]),
    );
  const replacedValue = (value: JsonValue, path: string): JsonValue => {
    if (Array.isArray(value)) return value.map((item) => replacedValue(item, path));
    if (value !== null && typeof value === 'object') return replacedObject(value, path);
    return replace(path, String(value)) ?? value;
  };
  return replacedObject(event, '');
}

/** The beginning of a hash: enough to distinguish two, but not to look up a person. */
function cutHash(hash: string): string {
  return `${hash.slice(0, 8)}…`;
}
