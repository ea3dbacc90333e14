/** Conversion of time patterns to those of strptime, which the engine requires as literals. */

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

/** Converts a pattern of date_parse. */
export function fromMysqlPattern(pattern: string): string {
  return pattern.replaceAll(/%./g, (part) => MYSQL[part] ?? part);
}

const JAVA = /''|'((?:[^']|'')*)'|([A-Za-z])\2*|%/g;

/** Converts a pattern of parse_datetime (Joda-Time). Undefined if a letter has no equivalent. */
export function fromJavaPattern(pattern: string): string | undefined {
  let isKnown = true;
  const converted = pattern.replaceAll(JAVA, (part: string, quoted: string | undefined) => {
    if (part === "''") return "'";
    if (part === '%') return '%%';
    if (quoted !== undefined) return quoted.replaceAll("''", "'").replaceAll('%', '%%');
    const known = javaPart(part);
    isKnown &&= known !== undefined;
    return known ?? '';
  });
  return isKnown ? converted : undefined;
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

function javaPart(part: string): string | undefined {
  if (part === 'yy' || part === 'YY') return '%y';
  if (part[0] === 'M') return part.length > 3 ? '%B' : part.length === 3 ? '%b' : '%m';
  if (part[0] === 'S') return part.length > 3 ? '%f' : '%g';
  if (part[0] === 'E') return part.length > 3 ? '%A' : '%a';
  return JAVA_LETTERS[part[0] ?? ''];
}
