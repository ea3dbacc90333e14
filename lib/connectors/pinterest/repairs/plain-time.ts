import { NAME_AFTER_OFFSET } from '../event-time.ts';

/** Removes what a written day or time does not need, such as the day of the week, and unifies the notation. */

/** Longer texts are not times, and the patterns below would take quadratic time for them. */
const MAX_LENGTH = 100;
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
/** `24/Nov/2026:07:53:20`, as in the logs of web servers. */
const COLON_BEFORE_TIME = /^(\d\d\/\p{L}{3}\/\d{4}):/u;
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
  const text = writtenTime.normalize('NFKC').trim();
  if (!MAY_HAVE_WORDS.test(text)) return text;
  return text
    .replace(WEEKDAY_BEFORE, '')
    .replace(WEEKDAY_AFTER, ' ')
    .replace(NAMED_OFFSET, '$1')
    .replace(OFFSET_FROM_UTC, (_, sign: string, hours: string, minutes = '00') => {
      return ` ${sign}${hours.padStart(2, '0')}:${minutes}`;
    })
    .replace(WORD_AFTER_TIME, '')
    .replace(YEAR_LAST, '$1 $4 $2 $3')
    .replace(COLON_BEFORE_TIME, '$1 ')
    .trim();
}
