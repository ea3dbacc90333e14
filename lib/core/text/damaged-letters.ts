import { HTML_ENTITY, WINDOWS_1252, withoutEntities } from './html-entities.ts';
import { MIXED } from './mixed-letters.ts';

/** The characters of Mac OS Roman from 0x80 on. */
const MAC_ROMAN =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';

/**
 * How the letters of a name were damaged before the name came into a file. Encoded letters can be decoded:
 * `Andr&eacute;`, `Jos%C3%A9`, `Jos\u00e9`, `JosÃ©`, and letters of a decorative alphabet: `𝓐𝓭𝓪`. Hidden letters are
 * lost: `A***`, `M?ller`.
 */
type Damage = 'encoded' | 'hidden';

// What windows-1252 shows for the second and later bytes of UTF-8, in three groups and as a whole.

/** Signs that names do not have. */
const SIGNS = '\\x80-\\x9f€‚ƒ„†‡ˆ‰‹“”˜™›¡-§©«¬®-³µ¶¸¹»-¿';
/** Letters and accents. */
const LETTERS = 'ŠŒŽšœžŸªº´¨';
/** Signs that may be between the words of a name, or at its end. */
const BETWEEN_WORDS = '‘’–—•…·';
/** A sign, letter or accent of these groups, the no-break space or the soft hyphen. */
const LATER_BYTE = `[${SIGNS}${LETTERS}${BETWEEN_WORDS}\\u00a0\\u00ad]`;

/**
 * UTF-8 that was read as windows-1252 or Latin-1. Matches only what no name contains: in a name in capitals, Ã, Ä or Å
 * may precede a dash, an apostrophe, a no-break space or a soft hyphen.
 */
const MISREAD_UTF8 = new RegExp(
  [
    `[ÂÃ][${SIGNS}${LETTERS}]`,
    `[ÄÅ][${SIGNS}šœž]`,
    `\\p{Ll}[ÂÃÄÅ]${LATER_BYTE}`,
    `(?<!\\p{L})Ã[${BETWEEN_WORDS}]`,
    'Ã\\u00ad\\p{Ll}',
    '(?<!\\p{L})Å\\u00a0\\p{Ll}{3}',
    `(?:[ÎÏÐÑ×ØÙÚÛ]${LATER_BYTE}){2}`,
    `[à-ï](?:[${SIGNS}]${LATER_BYTE}|[${BETWEEN_WORDS}][${SIGNS}])`,
    'â€|ðŸ',
  ].join('|'),
  'u',
);
/** UTF-8 that was read as Mac OS Roman: `Bj√∂rn`, `≈Åukasz`. */
const MISREAD_AS_MAC = new RegExp(`[√≈][${MAC_ROMAN.slice(0, 0x40)}]|ƒ[±≤≥†∞∂∑∏π∫ªºüû]`, 'u');
/**
 * UTF-8 in Japanese that was read as Shift_JIS. Its kana begin with bytes that become these characters, which names
 * do not have twice: `繝､繝槭ム` is ヤマダ.
 */
const MISREAD_AS_SHIFT_JIS = /[縺繧繝].*[縺繧繝]/su;
const PERCENT_ESCAPE = /%[\da-f]{2}/i;
/** The encoding of names by mail programs and address books: `Fran=C3=A7ois`. */
const QUOTED_PRINTABLE = /=[\dA-F]{2}/;
const JSON_ESCAPE = /\\u([\da-f]{4})/gi;

/**
 * Masks, and what programs write for a letter that their encoding lacks, such as characters for private use, whose
 * meaning differs between computers. A bullet before a word means a middle dot, and 〇 after a numeral means zero, as in
 * the names of some Chinese places.
 */
const HIDDEN =
  /[*＊?？¿…※×\u2500-\u25ff\ufffd]|•(?!\s?\p{L})|(?<![一二三四五六七八九十百千])〇|(?!\s)\p{Cc}|[\p{Co}\p{Cs}\p{NChar}]/u;

/** Letters for mathematics and in squares, with which people decorate their names, and typographic ligatures. */
const DECORATIVE = '\\u{1d400}-\\u{1d7cb}\\u{1f130}-\\u{1f149}\\ufb00-\\ufb06';
const DECORATIVE_LETTERS = new RegExp(`[${DECORATIVE}]`, 'u');

/** The fast path: texts that do not match are not damaged. */
const SUSPECT = new RegExp(
  `[^\\p{L}\\p{M} '’.,-]|[ÂÃÄÅÎÏÐÑ×ØÙÚÛà-ð][ˆƒµ’${LETTERS}]|[縺繧繝${DECORATIVE}]| {2}|${MIXED}`,
  'u',
);

/** Whether a name may be damaged or be in two alphabets, or has other characters than names usually have. */
export function isSuspect(text: string): boolean {
  return SUSPECT.test(text);
}

/** How the letters of a name are damaged; undefined if they are not. */
export function damageOf(text: string): Damage | undefined {
  if (!isSuspect(text)) return undefined;
  if (decoderOf(text) !== undefined) return 'encoded';
  return HIDDEN.test(text) ? 'hidden' : undefined;
}

/** If several programs encode a text, it is encoded more than once: `&amp;eacute;`. */
const MAX_ENCODINGS = 3;

/** The name with its letters decoded; undefined if they are not encoded, or if the result is not certain. */
export function decodedLetters(text: string): string | undefined {
  let decoded: string | undefined = text;
  for (let count = 0; count < MAX_ENCODINGS && decoded !== undefined; count++) {
    const decode = decoderOf(decoded);
    if (decode === undefined) break;
    decoded = decode(decoded);
  }
  if (decoded === undefined || decoded === text || damageOf(decoded) !== undefined) return undefined;
  return decoded.isWellFormed() ? decoded.replaceAll('\u00a0', ' ').trim() : undefined;
}

type Decoder = (text: string) => string | undefined;

function decoderOf(text: string): Decoder | undefined {
  if (HTML_ENTITY.test(text)) return withoutEntities;
  if (text.includes('\\u') && text.search(JSON_ESCAPE) >= 0) return withoutJsonEscapes;
  if (PERCENT_ESCAPE.test(text)) return withoutPercentEscapes;
  if (QUOTED_PRINTABLE.test(text)) return (encoded) => withoutPercentEscapes(encoded.replace(/=(?=[\dA-F]{2})/g, '%'));
  if (DECORATIVE_LETTERS.test(text)) return (decorated) => decorated.normalize('NFKC');
  return misreadDecoderOf(text);
}

function misreadDecoderOf(text: string): Decoder | undefined {
  if (MISREAD_UTF8.test(text)) return (misread) => readAsUtf8(misread, WINDOWS_1252);
  if (MISREAD_AS_MAC.test(text)) return (misread) => readAsUtf8(misread, MAC_ROMAN);
  // No runtime can encode Shift_JIS, so the letters are not restored.
  return MISREAD_AS_SHIFT_JIS.test(text) ? () => undefined : undefined;
}

/** Whether a text has letters of UTF-8 that was read in another encoding. */
export function isMisread(text: string): boolean {
  return misreadDecoderOf(text) !== undefined;
}

function withoutJsonEscapes(text: string): string {
  return text.replace(JSON_ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function withoutPercentEscapes(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // not UTF-8, or a percent sign alone
  }
}

/**
 * Reads the bytes of a text in an encoding as UTF-8. Undefined if the encoding lacks a character of the text, or if the
 * bytes are not UTF-8.
 */
function readAsUtf8(text: string, upperHalf: string): string | undefined {
  const bytes = Array.from(text, (character) => byteOf(character, upperHalf));
  if (bytes.includes(undefined)) return undefined;
  return withoutPercentEscapes(bytes.map((byte = 0) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
}

/**
 * The byte of a character. `upperHalf` has the characters of the bytes from 0x80 on; if it does not have all of them,
 * the others are those of Latin-1.
 */
function byteOf(character: string, upperHalf: string): number | undefined {
  const index = upperHalf.indexOf(character);
  if (index >= 0) return 0x80 + index;
  const code = character.charCodeAt(0);
  return code < 0x80 || (code <= 0xff && upperHalf.length < 0x80) ? code : undefined;
}
