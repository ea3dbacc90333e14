import { isSha256, trim } from '../record/clean.ts';
import { type HashVariant, variantsOf } from './hash-variants.ts';
import type { InspectedValue } from './inspect-value.ts';

export const ALGORITHMS = ['sha256', 'sha256_utf16', 'md5', 'sha1', 'sha512'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Each gives lower-case hex of the text's UTF-8 bytes; the second one of its UTF-16, as some databases hash. */
export type Digests = Readonly<Record<Algorithm, (text: string) => string>>;

/** How a hash relates to the one that a value should have. */
export type HashExplanation =
  | { readonly kind: 'same'; readonly spelling: Spelling }
  | ({ readonly kind: 'variant'; readonly algorithm: Algorithm } & Pick<HashVariant, 'variant' | 'detail'>)
  /** It is none of the known ways to hash this value: of another value, or with a salt. */
  | { readonly kind: 'unknown'; readonly algorithm: Algorithm }
  | { readonly kind: 'not_a_hash'; readonly characters: number };

/** hex: as it should be. The others say the same in other letters; of them, only upper-case hex is understood in a file. */
export type Spelling = 'hex' | 'upper_case_hex' | 'prefixed' | 'base64';

/** By the number of hex digits. */
const BY_LENGTH: Readonly<Record<number, readonly Algorithm[]>> = {
  32: ['md5'],
  40: ['sha1'],
  64: ['sha256', 'sha256_utf16'],
  128: ['sha512'],
};

/** Says whose hash another one is, by trying what people and programs do to a value before they hash it. */
export function explainHash(
  given: string,
  { value, values, digests }: { value: string; values: readonly InspectedValue[]; digests: Digests },
): HashExplanation {
  const { hex, spelling } = readHash(given);
  const algorithms = BY_LENGTH[hex.length] ?? [];
  const [likeliest] = algorithms;
  if (likeliest === undefined) return { kind: 'not_a_hash', characters: trim(given).length };
  if (values.some(({ hash }) => hash === hex)) return { kind: 'same', spelling };
  for (const { text, variant, detail } of candidates(value, values, digests)) {
    const algorithm = algorithms.find((each) => digests[each](text) === hex);
    if (algorithm) return { kind: 'variant', variant, algorithm, ...(detail !== undefined && { detail }) };
  }
  return { kind: 'unknown', algorithm: likeliest };
}

function* candidates(value: string, values: readonly InspectedValue[], { sha256 }: Digests): Generator<HashVariant> {
  const hashes = values.map(({ hash }) => hash);
  // Of a value that is a hash, what is hashed again is the value itself.
  const twice = isSha256(trim(value)) ? hashes : [...hashes, sha256(trim(value))];
  for (const hash of twice.flatMap((each) => [each, each.toUpperCase()])) yield { variant: 'hashed_twice', text: hash };
  const texts = values.length === 0 ? [undefined] : values.map(({ text }) => text ?? undefined);
  for (const text of texts) yield* variantsOf(value, text);
}

const HEX = /^[0-9a-f]+$/i;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** The hex digits of a hash, whichever way it is written; '' where it is none. */
function readHash(given: string): { hex: string; spelling: Spelling } {
  const text = trim(given).replace(/^(["'])(.*)\1$/, '$2');
  const bare = text.replace(/^(?:0x|\\x)/i, '');
  if (HEX.test(bare)) {
    const spelling = bare === text ? (bare === bare.toLowerCase() ? 'hex' : 'upper_case_hex') : 'prefixed';
    return { hex: bare.toLowerCase(), spelling };
  }
  return { hex: BASE64.test(text) ? hexOfBase64(text) : '', spelling: 'base64' };
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Six bits a letter; what is left behind the last whole byte is padding. */
function hexOfBase64(text: string): string {
  const letters = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  const bits = [...letters].map((letter) => DIGITS.indexOf(letter).toString(2).padStart(6, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return bytes.map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, '0')).join('');
}
