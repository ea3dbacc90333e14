// Converts patterns of times to those of strptime, which the engine requires as literals.

/** Specifiers of MySQL that strptime writes differently. */
const MYSQL: Readonly<Record<string, string>> = {
  '%c': '%-m',
  '%e': '%-d',
  '%h': '%I',
  '%i': '%M',
  '%k': '%-H',
  '%l': '%-I',
  '%M': '%B',
  '%r': '%I:%M:%S %p',
  '%s': '%S',
  '%T': '%H:%M:%S',
  '%v': '%V',
  '%W': '%A',
  '%x': '%G',
};

/** Specifiers that have the same meaning in strptime. */
const SAME = /^%[abdfHIjmpSYy%]$/;
/** Specifiers that Presto refuses. It reads any other unknown one as its letter: `%q` is `q`. */
const REFUSED_LETTER = /%[DUuVwX]/;

/** Converts a pattern of date_parse. Undefined if it has a specifier that Presto does not support. */
export function fromMysqlPattern(pattern: string): string | undefined {
  const parts = pattern.match(/%.|[^%]+|%$/gs) ?? [];
  if (parts.some((part) => REFUSED_LETTER.test(part))) return undefined;
  return parts.map((part) => MYSQL[part] ?? (SAME.test(part) ? part : part.replace(/^%/, ''))).join('');
}

/** `''`, a quoted text, a letter with its repetitions, or `%`. */
const JAVA = /''|'((?:[^']|'')*)'|([A-Za-z])\2*|%/g;

/**
 * Converts a pattern of parse_datetime (Joda-Time). Undefined if a letter has no equivalent, or if a pattern with a
 * zone has a part that the engine reads differently. To correct such a part, the local time is needed, which strptime
 * does not return for a time with a zone.
 */
export function fromJavaPattern(pattern: string): string | undefined {
  let isSupported = true;
  const converted = pattern.replaceAll(JAVA, (part: string, quoted: string | undefined) => {
    if (part === "''") return "'";
    if (part === '%') return '%%';
    if (quoted !== undefined) return quoted.replaceAll("''", "'").replaceAll('%', '%%');
    const specifier = specifierFor(part);
    isSupported &&= specifier !== undefined;
    return specifier ?? '';
  });
  const { hasShortYear, lacksAmPm, hasZone } = partsOfPattern(converted);
  return isSupported && !(hasZone && (hasShortYear || lacksAmPm)) ? converted : undefined;
}

/** What the engine reads differently from Presto in a converted pattern, and whether the pattern has a zone. */
export function partsOfPattern(converted: string) {
  const parts = new Set(converted.match(/%-?./g));
  return {
    /** The years that two digits can mean begin at 1969 in the engine, at another year in Presto. */
    hasShortYear: parts.has('%y'),
    /** Twelve o'clock without AM or PM is midnight in Presto, and noon in the engine. */
    lacksAmPm: (parts.has('%I') || parts.has('%-I')) && !parts.has('%p'),
    /** Presto keeps only milliseconds. */
    hasFraction: parts.has('%f'),
    hasZone: parts.has('%z'),
    /** The year of a time without one in Presto; the engine assumes 1900. */
    defaultYear: defaultYearOf(parts),
  };
}

const YEARS = new Set(['%Y', '%y', '%G']);
const MONTHS_AND_DAYS = new Set(['%m', '%-m', '%b', '%B', '%d', '%-d', '%j']);

function defaultYearOf(parts: ReadonlySet<string>): 1970 | 2000 | undefined {
  if (!parts.isDisjointFrom(YEARS)) return undefined;
  return parts.isDisjointFrom(MONTHS_AND_DAYS) ? 1970 : 2000;
}

const JAVA_LETTERS: Readonly<Record<string, string>> = {
  y: '%Y',
  Y: '%Y',
  d: '%d',
  D: '%j',
  H: '%H',
  h: '%I',
  m: '%M',
  s: '%S',
  a: '%p',
  Z: '%z',
};

/** The specifier for a part of a Joda-Time pattern: a letter and its repetitions. */
function specifierFor(part: string): string | undefined {
  if (part === 'yy' || part === 'YY') return '%y';
  const [letter = ''] = part;
  if (letter === 'M' && part.length === 3) return '%b';
  if (letter === 'M') return part.length > 3 ? '%B' : '%m';
  if (letter === 'S') return part.length > 3 ? '%f' : '%g';
  if (letter === 'E') return part.length > 3 ? '%A' : '%a';
  return JAVA_LETTERS[letter];
}
