import { callingCodeOf, isInternational, trunkPrefixesOf } from './phone.ts';

/** Reading phone numbers as people write them: labels, notes, extensions, trunk zeros, and several in one cell. */

export interface WrittenPhone {
  /** The number as it is dialled, without a trunk zero in brackets. */
  readonly number: string;
  /** False where an extension or a note stood behind it. */
  readonly isAlone: boolean;
}

/** Room for as many numbers as a cell may hold; no expression below is given more to search. */
const LONGEST = 4000;

type Fault = 'ph_malformed' | 'ph_several_numbers';

/**
 * The numbers in a text, or what is wrong with it. Several numbers separate cleanly where each part between separators is a
 * whole number; a slash behind an area code (`030/1234567`) separates nothing.
 */
export function writtenPhones(text: string): readonly WrittenPhone[] | Fault {
  if (text.length > LONGEST || /\p{No}/u.test(text)) return 'ph_malformed';
  const even = text.normalize('NFKC').replace(BLANKS, ' ').replace(LONG_VOWEL, '-');
  const { text: bare, isAlone } = withoutNotes(withoutLabel(even).replace(BEFORE_EXTENSION, ' '));
  const parts = bare.split(SEPARATOR).flatMap((part) => areaCodeJoined(part.trim()));
  const phones = parts.filter((part) => part !== '').map((part) => phoneIn(part, isAlone));
  if (phones.some(({ number }) => isForeign(number))) return 'ph_malformed';
  if (phones.length === 1) return phones;
  const [first = ''] = phones.map(({ number }) => number);
  const isEachWhole = phones.every(({ number }) => isWhole(number) && !lacksAreaCodeOf(first, number));
  return isEachWhole ? phones : 'ph_several_numbers';
}

const BLANKS = /[^\S\n\r]+/g;
/** Typed for the hyphen, which has the same key on a Japanese keyboard. */
const LONG_VOWEL = /(?<=[\d)])\s*ー\s*(?=[\d(])/g;

const LABEL_WORD =
  't[eé]l|tel[eé]fono?|telefone|telefon|telephone|t[eé]l[eé]phone|phone|ph|fon|fone|rufnummer|festnetz|mobil|mobile|mob|cell|cel|celular|portable|port|handy|whats?app|sms|contact|home|work|office|privat|тел|моб|電話|電話番号|携帯|携帯電話|自宅|会社|手机|电话|전화';
/** `Tel.-Nr.`, `Mobile phone`, `Phone number` */
const LABEL_BEHIND = 'nr|no|num|number|nummer|phone|n[uú]mero|番号';
/** A single letter is a label with a stop or colon behind it alone. */
const LABEL = new RegExp(
  `^(?:(?:${LABEL_WORD}|callto)(?:[\\s.-]*(?:${LABEL_BEHIND}))?\\s*[.:]*|[thpmcwgd]\\s*[.:]+)\\s*(?=[+(\\[\\d])`,
  'iu',
);

const BEFORE_LABEL = /^(?:[\s'"’`=\p{Cf}☎☏✆📞📱📲]|\ufe0f)+/u;

function withoutLabel(text: string): string {
  return text.replace(BEFORE_LABEL, '').replace(LABEL, '');
}

const EXTENSION_WORD =
  'ex|ext|ext\\.?\\s*no|extn|extension|extensi[oó]n|app|apparat|poste|durchwahl|dw|nebenstelle|nst|int|interno|intern|ramal|anexo|доб|добавочный|вн|内線|内线|分機|分机|转|轉|내선|opt|option|local|toestel|tst|lokal|wew|klapka|dahili|mell[eé]k|alanumero|linje';
/** A single letter or sign needs digits behind it: a number that ends in x hides a digit. */
const EXTENSION = new RegExp(
  `(?<=[\\d)\\]\\s])[\\s/-]*(?:(?:${EXTENSION_WORD})[\\s.:=]*\\d{0,7}|[x×#pr]\\.?\\s*\\d{1,7})#?\\s*$`,
  'iu',
);
const BEFORE_EXTENSION = new RegExp(`\\s*[,;]\\s*(?=(?:${EXTENSION_WORD}|[x×#])[\\s.:=]*\\d)`, 'giu');

const NOTE = /(?<=\d\)?\s?)[([【]([^()[\]【】]*)[)\]】](?=\s*(?:$|[,;/|&\n、・+]|(?:or|and|oder|und|ou|et)\s))/giu;
const MOST_DIGITS_OF_A_NOTE = 6;

/** A note in brackets behind a number is none where it may hold another number. */
function withoutNotes(text: string): { text: string; isAlone: boolean } {
  const without = text.replace(NOTE, (note, inside: string) => {
    const isNote = /\p{L}/u.test(inside) && inside.replace(/\D/g, '').length <= MOST_DIGITS_OF_A_NOTE;
    return isNote ? '' : note;
  });
  return { text: without, isAlone: without === text };
}

/** Blanks alone separate two numbers where the second one begins with a plus. */
const SEPARATOR = /[,;|&\n\r、・~]|(?<=\s)(?:or|and|oder|und|ou|et|o|y|e)(?=\s)|または|(?<=\d\)?)\s*[-–—]?\s*(?=\+)/iu;

/** A slash separates two whole numbers, or an area code from its number. */
function areaCodeJoined(part: string): readonly string[] {
  const pieces = part.split('/').map((piece) => piece.trim());
  const [first = ''] = pieces;
  return pieces.length === 2 && !isWhole(first) ? [pieces.join(' ')] : pieces;
}

function phoneIn(part: string, isAlone: boolean): WrittenPhone {
  const written = withoutLabel(part);
  const number = written.replace(EXTENSION, '');
  return { number: withoutTrunkZero(number), isAlone: isAlone && number === written };
}

/** Of a number with its country code, one digit more than of one without. */
function isWhole(number: string): boolean {
  const digits = number.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= (isInternational(number) ? 8 : 7);
}

const MOST_DIGITS_WITHOUT_AREA_CODE = 8;

/** Of `030 1234567 / 1234568`, the second number is short for one with the area code of the first. */
function lacksAreaCodeOf(first: string, number: string): boolean {
  if (isInternational(number)) return false;
  const own = significantDigits(number).length;
  return own <= MOST_DIGITS_WITHOUT_AREA_CODE && own < significantDigits(first).length;
}

/** The digits of a number but for its country code and the zeros before it. */
function significantDigits(number: string): string {
  const digits = number.replace(/\D/g, '').replace(/^0+/, '');
  return isInternational(number) ? digits.slice(callingCodeOf(digits)?.length) : digits;
}

const IN_BRACKETS = /^([([]?\s*(?:\+|00)?\s*[([]?\s*([1-9]\d{0,2})\s*[)\]]?)[\s./-]*[([]\s*(\d[\d -]*)[)\]]/;

/** Without the zero or other prefix that is dialled within the country, if it is in brackets behind the country code. */
function withoutTrunkZero(number: string): string {
  return number.replace(IN_BRACKETS, (whole, code: string, digits: string, inside: string) => {
    const area = inside.replace(/\D/g, '');
    const prefix = trunkPrefixesOf(digits).find((each) => isBefore(each, area));
    return prefix === undefined ? whole : `${code} ${area.slice(prefix.length)}`;
  });
}

/** Area codes begin with an 8 too, but with no 0. */
function isBefore(prefix: string, area: string): boolean {
  return prefix.includes('0') ? area.startsWith(prefix) : area === prefix;
}

/** What numbers are written with; anything else hides a digit or belongs to something else. */
const UNKNOWN = /[^\d\s()[\]+./\\'’‘"“”„`=_\p{Pd}−·\p{Cf}]/u;
/** A plus within, or few digits in brackets at the end. */
const SECOND_NUMBER = /\d\D*\+|\(\s*\d{1,3}\s*\)\s*$/;
/** Digits left open: `090-1234-56--`, `090-____-5678`. */
const LEFT_OPEN = /__|\p{Pd}[\s\p{Pd}]*\p{Pd}$/u;
/** A number with a fraction, as no phone has one. */
const FRACTION = /^\+?\d{7,}\.\d{1,2}$/;

function isForeign(number: string): boolean {
  return [UNKNOWN, SECOND_NUMBER, LEFT_OPEN, FRACTION].some((fault) => fault.test(number));
}
