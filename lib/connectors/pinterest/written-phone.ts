import { callingCodeOf, isInternational, trunkPrefixesOf } from './numbering-plans.ts';
import { NON_DIGIT_NUMBER, withoutDecimalZeros } from './rules.ts';

/**
 * Parses phone numbers as people write them: with labels, notes, extensions, trunk prefixes, and several in one cell.
 */

export interface WrittenPhone {
  /** As written, but without label, note, extension and a trunk prefix in brackets. */
  readonly number: string;
  /** False if an extension or a note followed the number. */
  readonly isAlone: boolean;
}

/** Enough for the maximum number of phone numbers in a cell. Limits the time that the patterns below take. */
const MAX_LENGTH = 4000;

type FaultCode = 'ph_malformed' | 'ph_several_numbers';

/**
 * The phone numbers in a text, or the code of the error if it cannot be read. Several numbers are accepted if each part
 * between separators is a complete number. A slash after an area code (`030/1234567`) is not a separator.
 */
export function writtenPhones(text: string): readonly WrittenPhone[] | FaultCode {
  if (text.length > MAX_LENGTH || NON_DIGIT_NUMBER.test(text)) return 'ph_malformed';
  const normalized = withoutDecimalZeros(text).normalize('NFKC').replace(BLANKS, ' ').replace(LONG_VOWEL, '-');
  const unlabeled = withCodeAttached(withoutLabel(normalized)).replace(CARRIER_SIGN, '0');
  const { text: textWithoutNotes, hadNote } = withoutNotes(unlabeled.replace(BEFORE_EXTENSION, ' '));
  const parts = textWithoutNotes.split(SEPARATOR).flatMap((part) => splitAtSlash(part.trim()));
  const phones = parts.filter((part) => part !== '').map((part) => phoneIn(part, hadNote));
  if (phones.some(({ number }) => isMalformed(number))) return 'ph_malformed';
  if (phones.length === 1) return phones;
  const [first = ''] = phones.map(({ number }) => number);
  const areAllComplete = phones.every(({ number }) => isComplete(number) && !lacksAreaCodeOf(first, number));
  return areAllComplete ? phones : 'ph_several_numbers';
}

const BLANKS = /[^\S\n\r]+/g;
/** ー, which people type instead of a hyphen: on Japanese keyboards, both are on the same key. */
const LONG_VOWEL = /(?<=[\d)])\s*ー\s*(?=[\d(])/g;

const LABEL_WORD =
  't[eé]l|tel[eé]fono?|telefone|telefon|telephone|t[eé]l[eé]phone|phone|ph|fon|fone|rufnummer|festnetz|mobil|mobile|mob|cell|cel|celular|portable|port|handy|whats?app|sms|contact|home|work|office|privat|тел|моб|電話|電話番号|携帯|携帯電話|自宅|会社|手机|电话|전화';
/** `Tel.-Nr.`, `Mobile phone`, `Phone number` */
const LABEL_SUFFIX = 'nr|no|num|number|nummer|phone|n[uú]mero|番号';
/** A single letter is a label only if a full stop or colon follows. */
const LABEL_WITH_WORD = new RegExp(
  `^(?:(?:${LABEL_WORD}|callto)(?:[\\s.-]*(?:${LABEL_SUFFIX}))?\\s*[.:]*|[thpmcwgd]\\s*[.:]+)\\s*(?=[+(\\[\\d])`,
  'iu',
);

/** A country before the plus of an international number: `US +1 …`, `(JP) +81 …`. FAX is another number. */
const COUNTRY_LABEL = /^[([]?(?!fax)[a-z]{2,3}[)\]]?\s*:?\s*(?=\+)/i;

/** Signs before a number, and the flag of its country. */
const BEFORE_LABEL = /^(?:[\s'"’`=\p{Cf}\p{Regional_Indicator}☎☏✆📞📱📲]|\ufe0f)+/u;

function withoutLabel(text: string): string {
  return text.replace(BEFORE_LABEL, '').replace(LABEL_WITH_WORD, '').replace(COUNTRY_LABEL, '');
}

/** A calling code and the sign that programs and people write after it: `+1|4155550100`, `+49/171/2345678`. */
const SEPARATED_CODE = /^[([]?\s*(?:\+|00)\s?(\d{1,3})\s*[)\]]?\s*[|,;:/]\s*(?=[\d(])/;

function withCodeAttached(text: string): string {
  return text.replace(SEPARATED_CODE, (whole, code: string) => (callingCodeOf(code) === code ? `+${code} ` : whole));
}

/** `0xx11`, in Brazil: xx means the digits of the carrier that the caller chooses. */
const CARRIER_SIGN = /(?<=^\(?)0\s?xx\s?(?=\(?\d)/i;

const EXTENSION_WORD =
  'ex|ext|ext\\.?\\s*no|extn|extension|extensi[oó]n|app|apparat|poste|durchwahl|dw|nebenstelle|nst|int|interno|intern|ramal|anexo|доб|добавочный|вн|内線|内线|分機|分机|转|轉|내선|opt|option|local|toestel|tst|lokal|wew|klapka|dahili|mell[eé]k|alanumero|linje';
/** A single letter or sign must be followed by digits: a number that ends in x has a masked digit. */
const EXTENSION = new RegExp(
  `(?<=[\\d)\\]\\s])[\\s/-]*(?:(?:${EXTENSION_WORD})[\\s.:=]*\\d{0,7}|[x×#pr]\\.?\\s*\\d{1,7})#?\\s*$`,
  'iu',
);
/** The comma or semicolon before an extension, which would otherwise separate two numbers. */
const BEFORE_EXTENSION = new RegExp(`\\s*[,;]\\s*(?=(?:${EXTENSION_WORD}|[x×#])[\\s.:=]*\\d)`, 'giu');

const NOTE = /(?<=\d\)?\s?)[([【]([^()[\]【】]*)[)\]】](?=\s*(?:$|[,;/|&\n、・+]|(?:or|and|oder|und|ou|et)\s))/giu;
const MAX_NOTE_DIGITS = 6;

/** Removes a note in brackets after a number, unless it may be another number. */
function withoutNotes(text: string): { text: string; hadNote: boolean } {
  const remaining = text.replace(NOTE, (note, inside: string) => {
    const isNote = /\p{L}/u.test(inside) && inside.replace(/\D/g, '').length <= MAX_NOTE_DIGITS;
    return isNote ? '' : note;
  });
  return { text: remaining, hadNote: remaining !== text };
}

/**
 * What separates two numbers: a sign (in Google Contacts `:::`), a tag or a word, or, before a number that starts with
 * a plus, a blank or a dash.
 */
const SEPARATOR =
  /[,;|&\n\r、・~]|:::|<br\s*\/?>|(?<=\s)(?:or|and|oder|und|ou|et|o|y|e)(?=\s)|または|(?<=\d\)?)\s*[-–—]?\s*(?=\+)/iu;

/** A slash separates two complete numbers, or an area code from its number. */
function splitAtSlash(part: string): readonly string[] {
  const pieces = part.split('/').map((piece) => piece.trim());
  const [first = ''] = pieces;
  return pieces.length === 2 && !isComplete(first) ? [pieces.join(' ')] : pieces;
}

function phoneIn(part: string, hadNote: boolean): WrittenPhone {
  const unlabeled = withoutLabel(part);
  const number = unlabeled.replace(EXTENSION, '');
  return { number: withoutPrefixInBrackets(number), isAlone: !hadNote && number === unlabeled };
}

/** Whether a number has enough digits: with a calling code, one more than without. */
function isComplete(number: string): boolean {
  const digits = number.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= (isInternational(number) ? 8 : 7);
}

const MAX_DIGITS_WITHOUT_AREA_CODE = 8;

/** Whether a number seems to lack the area code of the first, like the second one in `030 1234567 / 1234568`. */
function lacksAreaCodeOf(first: string, number: string): boolean {
  if (isInternational(number)) return false;
  const digitCount = significantDigits(number).length;
  return digitCount <= MAX_DIGITS_WITHOUT_AREA_CODE && digitCount < significantDigits(first).length;
}

/** The digits of a number without leading zeros and calling code. */
function significantDigits(number: string): string {
  const digits = number.replace(/\D/g, '').replace(/^0+/, '');
  return isInternational(number) ? digits.slice(callingCodeOf(digits)?.length) : digits;
}

/** A calling code, and the digits in brackets after it: `+49 (0)`, `(0049) (171)`. */
const BRACKETS_AFTER_CODE = /^([([]?\s*(?:\+|00)?\s*[([]?\s*([1-9]\d{0,2})\s*[)\]]?)[\s./-]*[([]\s*(\d[\d -]*)[)\]]/;

/** Removes a trunk prefix in brackets after the calling code. */
function withoutPrefixInBrackets(number: string): string {
  return number.replace(BRACKETS_AFTER_CODE, (whole, writtenCode: string, code: string, inside: string) => {
    const area = inside.replace(/\D/g, '');
    const prefix = trunkPrefixesOf(code).find((candidate) => isPrefixOf(candidate, area));
    return prefix === undefined ? whole : `${writtenCode} ${area.slice(prefix.length)}`;
  });
}

/**
 * Whether the digits in brackets begin with a trunk prefix. An area code can begin with 8, but not with 0: therefore
 * the prefix 8 counts only if there are no other digits in the brackets.
 */
function isPrefixOf(prefix: string, area: string): boolean {
  return prefix.includes('0') ? area.startsWith(prefix) : area === prefix;
}

/** Characters that phone numbers are not written with: they mask a digit or belong to something else. */
const UNKNOWN_CHARACTER = /[^\d\s()[\]+./\\'’‘"“”„`=_\p{Pd}−·\p{Cf}]/u;
/** The sign of a second number: a plus within the text, or up to three digits in brackets at its end. */
const SECOND_NUMBER = /\d\D*\+|\(\s*\d{1,3}\s*\)\s*$/;
/** Digits left blank: `090-1234-56--`, `090-____-5678`. */
const BLANK_DIGITS = /__|\p{Pd}[\s\p{Pd}]*\p{Pd}$/u;
/** A number with a fraction, such as an amount: it is not a phone number. */
const FRACTION = /^\+?\d{7,}\.\d{1,2}$/;
/** The number of a Brazilian taxpayer (CPF), which without its signs would be a valid number of the USA. */
const TAXPAYER = /^\d{3}\.\d{3}\.\d{3}-\d{2}$/;

function isMalformed(number: string): boolean {
  return [UNKNOWN_CHARACTER, SECOND_NUMBER, BLANK_DIGITS, FRACTION, TAXPAYER].some((pattern) => pattern.test(number));
}
