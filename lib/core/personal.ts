import type { FieldSpec, JsonObject, JsonValue } from './field.ts';

/** Whether a field tells who a person is: hashed before it leaves, or one of the user's own. */
export function isPersonal({ hashed, group }: Pick<FieldSpec, 'hashed' | 'group'>): boolean {
  return hashed || group === 'user';
}

const SHOWN = 24;

/**
 * A value with its shape but without what it says: its punctuation, its first character where others follow, and an
 * address's domain.
 */
export function masked(value: string): string {
  const at = value.indexOf('@');
  const [secret, rest] = at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at)];
  const head = secret.length > 2 ? 1 : 0;
  const dots = secret.slice(head, SHOWN).replace(/[\p{L}\p{N}\p{M}]/gu, '•');
  return secret.slice(0, head) + dots + (secret.length > SHOWN ? '…' : '') + rest;
}

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

/** Where values of persons stand in an event that are sent as they are: a hash says nothing to a reader. */
export function personalPaths(fields: readonly FieldSpec[]): string[] {
  return fields.filter((field) => isPersonal(field) && !field.hashed).map(({ path }) => path.join('.'));
}
