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
  const even = text.normalize('NFKC').replace(/[^\S\n\r]+/g, ' ');
  const { text: bare, isAlone } = withoutNotes(withoutLabel(even).replace(BEFORE_EXTENSION, ' '));
  const parts = bare.split(SEPARATOR).flatMap((part) => areaCodeJoined(part.trim()));
  const phones = parts.filter((part) => part !== '').map((part) => phoneIn(part, isAlone));
  if (phones.some(({ number }) => FOREIGN.test(number))) return 'ph_malformed';
  if (phones.length === 1 || phones.every(({ number }) => isWhole(number))) return phones;
  return 'ph_several_numbers';
}

const LABEL_WORD =
  't[eé]l|tel[eé]fono?|telefon|telephone|t[eé]l[eé]phone|phone|fon|mobil|mobile|mob|cell|cel|celular|handy|whats?app|sms|home|work|office|privat|тел|моб|電話|電話番号|携帯|携帯電話|手机|电话|전화';
/** A single letter is a label with a stop or colon behind it alone. */
const LABEL = new RegExp(`^(?:(?:${LABEL_WORD}|callto)\\s*[.:]*|[thpmcw]\\s*[.:]+)\\s*(?=[+(\\[\\d])`, 'iu');

const BEFORE_LABEL = /^(?:[\s'"’`=\p{Cf}☎☏✆📞📱📲]|\ufe0f)+/u;

function withoutLabel(text: string): string {
  return text.replace(BEFORE_LABEL, '').replace(LABEL, '');
}

const EXTENSION_WORD =
  'ext|extn|extension|extensi[oó]n|app|apparat|poste|durchwahl|dw|nebenstelle|nst|int|interno|intern|ramal|anexo|доб|добавочный|вн|内線|内线|分機|分机|내선|toestel|tst|lokal|wew|klapka|dahili|mell[eé]k|alanumero|linje';
/** `x` and `#` need digits behind them: a number that ends in x hides a digit. */
const EXTENSION = new RegExp(
  `(?<=[\\d)\\]\\s])[\\s/-]*(?:(?:${EXTENSION_WORD})[\\s.:=]*\\d{0,7}|[x#]\\s*\\d{1,7})#?\\s*$`,
  'iu',
);
const BEFORE_EXTENSION = new RegExp(`\\s*[,;]\\s*(?=(?:${EXTENSION_WORD}|x|#)[\\s.:=]*\\d)`, 'giu');

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
  return digits.length >= (/^\s*(?:\+|00)/.test(number) ? 8 : 7);
}

const TRUNK_ZERO = /^([([]?\s*(?:\+|00)?\s*[([]?\s*([1-9]\d{0,2})\s*[)\]]?)[\s./-]*[([]\s*0(\d*)\s*[)\]]/;
/** Italy, San Marino and the Vatican have no trunk zero: theirs belongs to the number. */
const WITHOUT_TRUNK_ZERO = new Set(['39', '378', '379']);

function withoutTrunkZero(number: string): string {
  return number.replace(TRUNK_ZERO, (whole, code: string, digits: string, area: string) => {
    return WITHOUT_TRUNK_ZERO.has(digits) ? whole : `${code} ${area}`;
  });
}

/** Letters, signs that hide a digit or belong to an amount, a plus within, or few digits in brackets at the end. */
const FOREIGN = /[\p{L}*•●■?…%$€£¥@:#^]|\d\D*\+|\(\s*\d{1,3}\s*\)\s*$/u;
