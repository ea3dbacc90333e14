import { isSha256, trim } from '../record/clean.ts';
import { type HashVariant, variantsOf } from './hash-variants.ts';
import type { InspectedValue } from './inspect-value.ts';

const ALGORITHMS = ['sha256', 'sha256_utf16', 'md5', 'sha1', 'sha512'] as const;
type Algorithm = (typeof ALGORITHMS)[number];

/**
 * The hash of a text in lowercase hex digits. sha256_utf16 hashes the text as UTF-16, as some databases do; the others
 * hash it as UTF-8.
 */
export type HashFunctions = Readonly<Record<Algorithm, (text: string) => string>>;

/** How a hash relates to the correct hash of a value. */
export type HashExplanation =
  | { readonly kind: 'same'; readonly spelling: Spelling }
  | ({ readonly kind: 'variant'; readonly algorithm: Algorithm } & Pick<HashVariant, 'variant' | 'detail'>)
  /** No known way of hashing this value gives the hash: it is the hash of another value, or salted. */
  | { readonly kind: 'unknown'; readonly algorithm: Algorithm }
  | { readonly kind: 'not_a_hash'; readonly characters: number };

/** How a hash is written. hex is the correct form; besides it, only upper_case_hex is accepted in a file. */
type Spelling = 'hex' | 'upper_case_hex' | 'prefixed' | 'base64';

/** The algorithms by their number of hex digits. */
const ALGORITHMS_BY_LENGTH: Readonly<Record<number, readonly Algorithm[]>> = {
  32: ['md5'],
  40: ['sha1'],
  64: ['sha256', 'sha256_utf16'],
  128: ['sha512'],
};

export interface ExplainHashOptions {
  /** The plain value as written. */
  readonly value: string;
  /** What the field's rule makes of `value`. */
  readonly values: readonly InspectedValue[];
  readonly hashFunctions: HashFunctions;
}

/** Explains a hash by trying what people and programs commonly do to a value before hashing it. */
export function explainHash(
  writtenHash: string,
  { value, values, hashFunctions }: ExplainHashOptions,
): HashExplanation {
  const { hex, spelling } = readHash(writtenHash);
  const algorithms = ALGORITHMS_BY_LENGTH[hex.length] ?? [];
  const [likeliest] = algorithms;
  if (likeliest === undefined) return { kind: 'not_a_hash', characters: trim(writtenHash).length };
  if (values.some(({ hash }) => hash === hex)) return { kind: 'same', spelling };
  for (const { text, variant, detail } of candidates(value, values, hashFunctions)) {
    const algorithm = algorithms.find((name) => hashFunctions[name](text) === hex);
    if (algorithm) return { kind: 'variant', variant, algorithm, ...(detail !== undefined && { detail }) };
  }
  return { kind: 'unknown', algorithm: likeliest };
}

function* candidates(
  value: string,
  values: readonly InspectedValue[],
  { sha256 }: HashFunctions,
): Generator<HashVariant> {
  const hashes = values.map(({ hash }) => hash);
  // If the value is a hash, it is already hashed once; `sha256` would hash it a second time.
  const hashedOnce = isSha256(trim(value)) ? hashes : [...hashes, sha256(trim(value))];
  for (const hash of hashedOnce) {
    yield { variant: 'hashed_twice', text: hash };
    yield { variant: 'hashed_twice', text: hash.toUpperCase() };
  }
  const texts = values.length === 0 ? [undefined] : values.map(({ text }) => text ?? undefined);
  for (const text of texts) yield* variantsOf(value, text);
}

const HEX = /^[0-9a-f]+$/i;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** The hex digits of a hash, and its spelling; no digits if the text is neither hex nor base64. */
function readHash(writtenHash: string): { hex: string; spelling: Spelling } {
  const text = trim(writtenHash).replace(/^(["'])(.*)\1$/, '$2');
  const digits = text.replace(/^(?:0x|\\x)/i, '');
  const hex = digits.toLowerCase();
  if (!HEX.test(digits)) return { hex: BASE64.test(text) ? hexOfBase64(text) : '', spelling: 'base64' };
  if (digits !== text) return { hex, spelling: 'prefixed' };
  return { hex, spelling: digits === hex ? 'hex' : 'upper_case_hex' };
}

const BASE64_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Six bits per base64 digit; bits after the last whole byte are padding. */
function hexOfBase64(text: string): string {
  const digits = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  const bits = [...digits].map((digit) => BASE64_DIGITS.indexOf(digit).toString(2).padStart(6, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return bytes.map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, '0')).join('');
}
