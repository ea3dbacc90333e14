/** Recognizes hashes that are not written as 64 hex digits. */

/**
 * Matches an MD5, SHA-1 or SHA-512, a SHA-256 in Base64, a hash with the name of its algorithm, and a hash that is
 * incomplete. Without its `=`, Base64 must have a digit: otherwise, it may be a name of 43 letters.
 */
const OTHER_HASH =
  /^(?:[\da-f]{32,63}|[\da-f]{65,}|[a-z\d+/_-]{43}=|(?=\D*\d)[a-z\d+/_-]{43}|(?:md5|sha-?\d+)[:=-]\s*[a-z\d+/]{20,}=*)$/i;
/**
 * A SHA-256 with a prefix or a label, in brackets or quotation marks, or after the apostrophe with which spreadsheets
 * mark a text.
 */
const WRITTEN_SHA256 =
  /^(?:['"“”„«»‘’`([{<]|0x|\\x|[bx]'|\{?\$?sha-?256[}$]?[:=]?\s*|(?:hash|e-?mail|em)\s*[:=]\s*){1,3}([\da-f]{64})['"“”«»‘’`)\]}>]?[,;.]?$|^([\da-f]{64})[,;.]$/i;

/** The 64 hex digits of a SHA-256 that is written with a prefix or in quotation marks; undefined for other texts. */
export function writtenSha256(text: string): string | undefined {
  const [, afterPrefix, alone] = WRITTEN_SHA256.exec(text) ?? [];
  return afterPrefix ?? alone;
}

const BASE64_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** 32 bytes in Base64: of the last of its 43 digits, four bits are used. */
const BASE64_SHA256 = /^(?:sha-?256[:=-]\s*)?([\w+/-]{42}[AEIMQUYcgkosw048])=?$/;

/** The hex digits of a SHA-256 that is written in Base64 or with a prefix. */
export function hexOfSha256(text: string): string | undefined {
  const digits = BASE64_SHA256.exec(text)?.[1];
  if (digits === undefined) return writtenSha256(text);
  const plainDigits = digits.replaceAll('-', '+').replaceAll('_', '/');
  const bits = Array.from(plainDigits, (digit) => BASE64_DIGITS.indexOf(digit).toString(2).padStart(6, '0')).join('');
  return bits.replace(/([01]{4})|[01]/g, (_, four?: string) => (four ? Number.parseInt(four, 2).toString(16) : ''));
}

/**
 * Whether a text is a hash of another kind than SHA-256, or a SHA-256 written in another form. Neither can match a
 * person. The rules of other fields, such as names, also report such a hash, with the same code `em_other_hash`.
 */
export function isOtherHash(text: string): boolean {
  return OTHER_HASH.test(text) || WRITTEN_SHA256.test(text);
}
