/**
 * The months in English, German, French, Spanish, Portuguese, Italian, Dutch, Danish, Swedish, Norwegian, Indonesian,
 * Turkish, Russian (as in dates) and Arabic, and their abbreviations; without accents. Polish and Czech are not
 * included: their November is the October of Croatian.
 */
const MONTHS = [
  'january jan januar janner janvier janv enero ene janeiro gennaio gen januari ocak января янв يناير',
  'february feb februar fevrier fevr fev febrero fevereiro febbraio februari pebruari subat февраля фев فبراير',
  'march mar marz mrz mars marzo marco maart mrt marts maret mart марта мар مارس',
  'april apr avril avr abril abr aprile nisan апреля апр ابريل',
  'may mai mayo maio maggio mag mei maj mayıs mayis мая مايو',
  'june jun juni juin junio junho giugno giu haziran июня июн يونيو',
  'july jul juli juillet juil julio julho luglio lug temmuz июля июл يوليو',
  'august aug aout agosto ago augustus augusti agustus agu agustos августа авг اغسطس',
  'september sep sept septembre septiembre setembro set settembre eylul сентября сен سبتمبر',
  'october oct oktober okt octobre octubre outubro out ottobre ott ekim октября окт اكتوبر',
  'november nov novembre noviembre novembro nop kasım kasim ноября ноя نوفمبر',
  'december dec dezember dez decembre diciembre dic dezembro dicembre desember des aralık aralik декабря дек ديسمبر',
].map((names) => names.split(' '));

const MONTH_NUMBERS = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/** The number of the month, from 1, that a word means in any of the languages; undefined for any other word. */
function monthOf(word: string): number | undefined {
  const withoutAccents = word.normalize('NFKD').replace(/[\p{Mn}.]/gu, '');
  return MONTH_NUMBERS.get(withoutAccents.toLowerCase());
}

/** A day with an ordinal indicator, also if normalization has turned it into a letter: `1º de março`, `1o de março`. */
const ORDINAL = /^(\d{1,2})\.?[ºªoa](?=\s)/iu;
/** The fast path: the shortest names of months have three letters. */
const THREE_LETTERS = /\p{L}{3}/u;
/** `27 de novembro de 2026`, `20-Nov-2026`, `1er août 2026`, `2. März 2026`. */
const DAY_FIRST =
  /^(\d{1,2})(?:\.|st|nd|rd|th|er)?[\s./-]*(?:de\s+)?(\p{L}{3,11})\.?[\s,./-]*(?:del?\s+)?(\d{4}|\d{2})(?!\d)/iu;
/** `November 27, 2026`, `Nov 27th 2026`. */
const MONTH_FIRST = /^(\p{L}{3,11})\.?[\s./-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s./-]+(\d{4})(?!\d)/iu;
/** `2026-Nov-27`. */
const YEAR_FIRST = /^(\d{4})[\s./-]+(\p{L}{3,11})\.?[\s./-]+(\d{1,2})(?!\d)/iu;

/** The day at the beginning of a text, if its month is a word. */
export interface NamedDay {
  /** As it is written, with four digits or two. */
  readonly year: string;
  readonly month: number;
  readonly day: string;
  /** The text after the day. */
  readonly textAfter: string;
}

/** Reads the day at the beginning of a text; undefined if its month is not a word. */
export function namedDayIn(writtenDay: string): NamedDay | undefined {
  if (!THREE_LETTERS.test(writtenDay)) return undefined;
  const text = writtenDay.replace(ORDINAL, '$1');
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) {
    const [matched, day = '', word = '', year = ''] = dayFirst;
    return dayWithMonth(word, { year, day, textAfter: text.slice(matched.length) });
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) {
    const [matched, word = '', day = '', year = ''] = monthFirst;
    return dayWithMonth(word, { year, day, textAfter: text.slice(matched.length) });
  }
  const yearFirst = YEAR_FIRST.exec(text);
  if (!yearFirst) return undefined;
  const [matched, year = '', word = '', day = ''] = yearFirst;
  return dayWithMonth(word, { year, day, textAfter: text.slice(matched.length) });
}

function dayWithMonth(word: string, { year, day, textAfter }: Omit<NamedDay, 'month'>): NamedDay | undefined {
  const month = monthOf(word);
  return month === undefined ? undefined : { year, month, day, textAfter };
}
