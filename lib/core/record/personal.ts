import { beginningOf } from '../text/beginning-of.ts';
import type { FieldSpec } from './field.ts';

/** Whether a field may identify a person: it is hashed, or in the user group. */
export function isPersonal({ isHashed, group }: Pick<FieldSpec, 'isHashed' | 'group'>): boolean {
  return isHashed || group === 'user';
}

/**
 * Whether a text may identify a person: by its field, or by an email address in it. A column without a field may
 * contain anything.
 */
export function mayIdentify(text: string, field: Pick<FieldSpec, 'isHashed' | 'group'> | undefined): boolean {
  return field === undefined || isPersonal(field) || mayContainEmailAddress(text);
}

/** An email address, but not `@2x.png` at the end of the name of an image, or a version such as `@18.2.0.min.js`. */
const ADDRESS =
  /(?<=[\p{L}\p{N}._+'-])(?:@|%40)(?!\dx\.|\d+\.\d)(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62}\.){1,8}\p{L}{2,63}/u;

/** The length of a@b.cd. */
const MIN_ADDRESS_LENGTH = 6;

/** Whether a text contains an email address. */
export function hasEmailAddress(text: string): boolean {
  if (text.length < MIN_ADDRESS_LENGTH) return false;
  // Every address has an @, which may be encoded in a URL. Searching for it is faster than the pattern.
  return (text.includes('@') || text.includes('%40')) && ADDRESS.test(text);
}

/** Whether a text may contain an email address, for masking: what surrounds an @ may be an unusual address. */
export function mayContainEmailAddress(text: string): boolean {
  return text.includes('@') || hasEmailAddress(text);
}

const MAX_MASKED_LENGTH = 24;
/** The domain of an email address, with the bracket or punctuation after it. */
const DOMAIN = /^@[\p{L}\p{M}\p{N}.-]{1,253}[>\s"',;)]{0,5}$/u;

/**
 * Masks a value but keeps its shape: punctuation, the first character of three or more, and the domain of an email
 * address at the end. What follows any other @ may be a second address or the name of an account.
 */
export function masked(value: string): string {
  const at = value.lastIndexOf('@');
  const isAddress = /[^\s@]$/.test(value.slice(0, at)) && DOMAIN.test(value.slice(at));
  const secret = isAddress ? value.slice(0, at) : value;
  const domain = isAddress ? value.slice(at) : '';
  const visibleLength = secret.length > 2 ? 1 : 0;
  const dots = beginningOf(secret, MAX_MASKED_LENGTH)
    .slice(visibleLength)
    .replace(/[\p{L}\p{N}\p{M}]/gu, '•');
  const ellipsis = secret.length > MAX_MASKED_LENGTH ? '…' : '';
  return secret.slice(0, visibleLength) + dots + ellipsis + domain;
}

/** Paths of personal values that are sent unhashed. */
export function personalPaths(fields: readonly FieldSpec[]): string[] {
  return fields.filter((field) => isPersonal(field) && !field.isHashed).map(({ path }) => path.join('.'));
}

/** Paths of values that are hashed. */
export function hashedPaths(fields: readonly FieldSpec[]): string[] {
  return fields.filter(({ isHashed }) => isHashed).map(({ path }) => path.join('.'));
}
