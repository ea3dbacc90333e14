import { withAsciiDigits } from '../../../core/text/ascii-digits.ts';
import { NAME_AFTER_OFFSET } from '../event-time.ts';

/** Removes what a written day or time does not need, such as the day of the week, and unifies the notation. */

/** Longer texts are not times, and the patterns below would take quadratic time for them. */
const MAX_LENGTH = 100;
const NOT_ASCII = /[^ -~]/;
/** Dashes and the minus sign, and ー between digits, which is typed for a dash. */
const DASH = /[\p{Pd}−]|(?<=\d)ー(?=\d)/gu;
/** The apostrophe of a spreadsheet, or quotation marks around a value. */
const QUOTED = /^["']([^"']*)["']?$/;
/** What databases and programs write around a time: `ISODate("…")`, `{"$date":"…"}`. */
const WRAPPED = /^(?:ISODate\(|\{\s*"\$date"\s*:)\s*"?([^"{}()]+?)"?\s*[)}]$/;
/** `10:00 30/11/2026`, in Vietnam. */
const TIME_FIRST = /^(\d{1,2}:\d\d(?::\d\d)?)[\s,-]+(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})$/;
/** The fast path: most days and times have neither letters nor brackets. */
const MAY_HAVE_WORDS = /[\p{L}([]/u;

/**
 * Days of the week in English, German, French, Spanish, Portuguese, Italian and Dutch. `mar` is not included, because
 * it is also short for March.
 */
const WEEKDAYS = `
  mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday
  mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag
  lun lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche
  lunes martes mié mie miércoles miercoles jue jueves vie viernes sáb sab sábado sabado dom domingo
  seg segunda-feira ter terça-feira qua quarta-feira qui quinta-feira sex sexta-feira
  lunedì lunedi martedì martedi mercoledì mercoledi gio giovedì giovedi venerdì venerdi sabato domenica
  ma maandag dinsdag wo woensdag donderdag vr vrijdag za zaterdag zo zondag`.trim();
const WEEKDAY_BEFORE = new RegExp(`^(?:${WEEKDAYS.split(/\s+/).join('|')})(?:\\.,?|,)?\\s+(?=[\\p{L}\\d])`, 'iu');
/** `2026年11月24日(火)`, `2026年11月24日火曜日`, `2026年11月24日星期二`, `2026년 11월 24일 화요일` */
const WEEKDAY_AFTER =
  /\s?(?:\((?:[月火水木金土日](?:曜日?)?|[월화수목금토일](?:요일)?)\)|[月火水木金土日]曜日?|星期[一二三四五六日]|[월화수목금토일]요일)/;
/** `Tue Nov 24 07:53:20 UTC 2026`, as Unix and Java print a time. */
const YEAR_LAST = /^(\p{L}{3}\s+\d{1,2})\s+(\d\d:\d\d:\d\d)\s+(?:(\S+)\s+)?(\d{4})$/u;
/** `24/Nov/2026:07:53:20`, as in the logs of web servers, and `24NOV2026:07:53:20`, in SAS. */
const COLON_BEFORE_TIME = /^(\d\d\/?\p{L}{3}\/?\d{4}):/u;
/** `07:53:20:123AM`, in SQL Server. */
const COLON_BEFORE_FRACTION = /(:\d\d):(?=\d{3}\s?[ap]m$)/i;
/** The name of a zone in brackets: `07:53:20 (UTC)`. */
const ZONE_IN_BRACKETS = /(?<=\d\s?)\(([A-Z]{3,5})\)$/;
/** `24 ноября 2026 г.`, `1990年4月12日生` */
const WORD_AFTER_DAY = /(?<=\d{4})\s?г\.?(?=$|[\s,])|(?<=日)生(?:まれ)?$/u;
/** `2026年11月24日7時` */
const HOUR_ALONE = /(\d{1,2})[時时]$/;
/**
 * An offset with the name of its zone after it: in a form that the rule for times reads (`+0900 JST`), or in brackets
 * (`+0900 (Japan Standard Time)`).
 */
const NAMED_OFFSET = new RegExp(
  String.raw`(?<=:\d\d(?:[.,]\d+)?\s*(?:GMT|UTC)?)([+-]\d{2}:?\d{2}|Z)(?:\s*\([^()]*\)|${NAME_AFTER_OFFSET})$`,
);
/** `GMT+9`, `UTC+09:00`. */
const OFFSET_FROM_UTC = /\s*(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d{2}))?$/;
const WORD_AFTER_TIME = /\s+Uhr$/i;

/** A written day or time without what it does not need, in a common notation; empty for a text that is too long. */
export function plainTime(writtenTime: string): string {
  if (writtenTime.length > MAX_LENGTH) return '';
  const ascii = NOT_ASCII.test(writtenTime) ? withAsciiDigits(writtenTime).replace(DASH, '-') : writtenTime;
  const text = ascii.trim().replace(QUOTED, '$1').replace(WRAPPED, '$1').replace(TIME_FIRST, '$2 $1');
  if (!MAY_HAVE_WORDS.test(text)) return text;
  return text
    .replace(WEEKDAY_BEFORE, '')
    .replace(WEEKDAY_AFTER, ' ')
    .replace(NAMED_OFFSET, '$1')
    .replace(OFFSET_FROM_UTC, (_, sign: string, hours: string, minutes = '00') => {
      return ` ${sign}${hours.padStart(2, '0')}:${minutes}`;
    })
    .replace(WORD_AFTER_TIME, '')
    .replace(WORD_AFTER_DAY, '')
    .replace(HOUR_ALONE, '$1:00')
    .replace(COLON_BEFORE_FRACTION, '$1.')
    .replace(ZONE_IN_BRACKETS, '$1')
    .replace(YEAR_LAST, '$1 $4 $2 $3')
    .replace(COLON_BEFORE_TIME, '$1 ')
    .trim();
}
