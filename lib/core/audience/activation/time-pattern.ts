/** Text in brackets, or a letter and its repetitions. */
const PARTS_OF_PATTERN = /\[[^\]]+\]|([A-Za-z])\1*/g;

/** What dayjs replaces without plugins, and the `T` between a date and a time. */
const KNOWN_PARTS = new Set([
  'YYYY',
  'YY',
  'MMMM',
  'MMM',
  'MM',
  'M',
  'DD',
  'D',
  'dddd',
  'ddd',
  'dd',
  'd',
  'T',
  'HH',
  'H',
  'hh',
  'h',
  'A',
  'a',
  'mm',
  'm',
  'ss',
  's',
  'SSS',
  'ZZ',
  'Z',
]);

/** The first part of a pattern that dayjs would not replace, such as `X` or `Q`; undefined if there is none. */
export function unknownPatternPart(pattern: string): string | undefined {
  const parts = pattern.match(PARTS_OF_PATTERN) ?? [];
  return parts.find((part) => !part.startsWith('[') && !KNOWN_PARTS.has(part));
}
