/** TD's types of attributes and behavior columns. A timestamp is Unix seconds. */
export const DATA_TYPES = ['string', 'number', 'timestamp', 'date', 'boolean', 'string_array', 'number_array'] as const;
export type DataType = (typeof DATA_TYPES)[number];

const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|REAL|DOUBLE|DECIMAL\b.*)$/i;

/**
 * The data type of a column of a table, by the engine's name for its type. Types without a counterpart are read as
 * text.
 */
export function dataTypeOf(engineType: string): DataType {
  const element = engineType.endsWith('[]') ? engineType.slice(0, -2) : undefined;
  if (element !== undefined) return NUMBER.test(element) ? 'number_array' : 'string_array';
  if (NUMBER.test(engineType)) return 'number';
  if (/^BOOL(?:EAN)?$/i.test(engineType)) return 'boolean';
  if (/^DATE$/i.test(engineType)) return 'date';
  return /^TIMESTAMP/i.test(engineType) ? 'timestamp' : 'string';
}
