import type { FieldSpec } from './field.ts';

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

/** Where values of persons stand in an event that are sent as they are: a hash says nothing to a reader. */
export function personalPaths(fields: readonly FieldSpec[]): string[] {
  return fields.filter((field) => isPersonal(field) && !field.hashed).map(({ path }) => path.join('.'));
}
