const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL|BIGNUM)/;

/** A column's type, in the engine's words, as a grid's head shows it: a list, a number, a text, a time … */
export function columnGlyph(type: string): string {
  if (type.endsWith(']')) return '[]';
  if (NUMBER.test(type)) return '#';
  if (/^(?:STRUCT|MAP|UNION|JSON)/.test(type)) return '{}';
  if (/^(?:TIMESTAMP|DATE|TIME|INTERVAL)/.test(type)) return '◷';
  return type === 'BOOLEAN' ? '◐' : 'Ab';
}
