import type { DataType } from '../data-type.ts';

/** The types of single values. */
export type ScalarType = Exclude<DataType, 'string_array' | 'number_array'>;

export type ColumnTypes = ReadonlyMap<string, DataType>;

/** A behavior's table in a build. */
export interface BehaviorColumns {
  readonly columns: ColumnTypes;
  /** The column of type timestamp that time windows use. */
  readonly timeColumn: string | null;
}

/** The columns of a build that rules can use. */
export interface BuildSchema {
  readonly customers: ColumnTypes;
  /** By table, such as `behavior_purchases`. */
  readonly behaviors: ReadonlyMap<string, BehaviorColumns>;
}

/** The type of a value, or of each value in an array. */
export function scalarType(type: DataType): ScalarType {
  if (type === 'string_array') return 'string';
  return type === 'number_array' ? 'number' : type;
}

export function isArray(type: DataType): boolean {
  return type !== scalarType(type);
}
