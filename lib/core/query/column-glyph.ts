const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|REAL|DECIMAL|BIGNUM)/;

/** A column's type, in the words of either engine, as a grid's head shows it: a list, a number, a text, a time … */
export function columnGlyph(engineType: string): string {
  const type = engineType.toUpperCase();
  if (type.endsWith(']') || type.startsWith('ARRAY')) return '[]';
  if (NUMBER.test(type)) return '#';
  if (/^(?:STRUCT|MAP|UNION|JSON|ROW)/.test(type)) return '{}';
  if (/^(?:TIMESTAMP|DATE|TIME|INTERVAL)/.test(type)) return '◷';
  return type === 'BOOLEAN' ? '◐' : 'Ab';
}
