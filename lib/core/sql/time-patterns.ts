/** Patterns of times in the words of strptime, which the engine wants as a literal. */

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

/** A pattern as date_parse takes it. */
export function fromMysqlPattern(pattern: string): string {
  return pattern.replaceAll(/%./g, (part) => MYSQL[part] ?? part);
}

const JAVA = /''|'([^']*)'|([A-Za-z])\2*|%/g;

/** A pattern as parse_datetime takes it: letters of Joda-Time. Undefined where it has one that cannot be read back. */
export function fromJavaPattern(pattern: string): string | undefined {
  let isKnown = true;
  const formatted = pattern.replaceAll(JAVA, (part: string, quoted: string | undefined) => {
    if (part === "''") return "'";
    if (part === '%') return '%%';
    if (quoted !== undefined) return quoted.replaceAll('%', '%%');
    const known = javaPart(part);
    isKnown &&= known !== undefined;
    return known ?? '';
  });
  return isKnown ? formatted : undefined;
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
  if (part === 'yy') return '%y';
  if (part[0] === 'M') return part.length > 3 ? '%B' : part.length === 3 ? '%b' : '%m';
  if (part[0] === 'S') return part.length > 3 ? '%f' : '%g';
  if (part[0] === 'E') return part.length > 3 ? '%A' : '%a';
  return JAVA_LETTERS[part[0] ?? ''];
}
