const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|REAL|DECIMAL|BIGNUM)/;

/** The glyph for a column's type in a grid header. `engineType` is a type name of either engine. */
export function columnGlyph(engineType: string): string {
  const type = engineType.toUpperCase();
  if (type.endsWith(']') || type.startsWith('ARRAY')) return '[]';
  if (NUMBER.test(type)) return '#';
  if (/^(?:STRUCT|MAP|UNION|JSON|ROW)/.test(type)) return '{}';
  if (/^(?:TIMESTAMP|DATE|TIME|INTERVAL)/.test(type)) return '◷';
  return type === 'BOOLEAN' ? '◐' : 'Ab';
}
