import { UserError } from '../../errors.ts';
import type { DataType } from '../data-type.ts';
import type { ColumnTypes } from './build-schema.ts';
import { quoted } from './literals.ts';
import type { Aggregation } from './rule.ts';
import { placeOf, type RulePath } from './rule-path.ts';

/** Alias of a behavior's rows in the subquery that aggregates them. */
export const ROWS = 'r';

/** An aggregate over a customer's rows. */
export interface Aggregate {
  readonly sql: string;
  readonly type: DataType;
  /** Whether a customer without rows has the value 0; otherwise, such a customer has no value. */
  readonly isCount: boolean;
}

const ORDERED: readonly DataType[] = ['number', 'timestamp', 'date'];
const SINGLE: readonly DataType[] = [...ORDERED, 'string', 'boolean'];

/** The types of columns that each aggregation accepts; Count has no column. */
export const AGGREGATED_TYPES = {
  Sum: ['number'],
  Average: ['number'],
  Min: ORDERED,
  Max: ORDERED,
  CountDistinct: SINGLE,
  First: SINGLE,
  Last: SINGLE,
} as const satisfies Partial<Record<Aggregation['type'], readonly DataType[]>>;

/** The types of columns that First and Last order by. */
export const ORDER_TYPES: readonly DataType[] = [...ORDERED, 'string'];

/** The type of an aggregated value; undefined if it depends on a column that the table lacks. */
export function aggregatedType(aggregation: Aggregation, columns: ColumnTypes): DataType | undefined {
  switch (aggregation.type) {
    case 'Min':
    case 'Max':
    case 'First':
    case 'Last':
      return columns.get(aggregation.column);
    default:
      return 'number';
  }
}

/**
 * SQL of an aggregation. Among rows that are equal in the order column, First takes the smallest value and Last the
 * greatest, so that engines agree. Throws UserErrors `segment_column_unknown` and `segment_aggregation_type`.
 */
export function aggregateOf(aggregation: Aggregation, columns: ColumnTypes, path: RulePath): Aggregate {
  const columnOf = (name: string, allowed: readonly DataType[], member: string) => {
    const type = typeOf(columns, name, [...path, member]);
    if (allowed.includes(type)) return { sql: `${ROWS}.${quoted(name)}`, type };
    throw new UserError(
      'segment_aggregation_type',
      { aggregation: aggregation.type, name, type },
      placeOf([...path, member]),
    );
  };
  switch (aggregation.type) {
    case 'Count':
      return { sql: 'count(*)', type: 'number', isCount: true };
    case 'CountDistinct': {
      const counted = aggregation.columns.map((name) => columnOf(name, AGGREGATED_TYPES.CountDistinct, 'columns').sql);
      return { sql: countDistinct(counted), type: 'number', isCount: true };
    }
    case 'First':
    case 'Last': {
      const { sql, type } = columnOf(aggregation.column, AGGREGATED_TYPES[aggregation.type], 'column');
      const order = columnOf(aggregation.orderColumn, ORDER_TYPES, 'orderColumn').sql;
      const by = aggregation.type === 'First' ? 'min_by' : 'max_by';
      const present = `${sql} IS NOT NULL AND ${order} IS NOT NULL`;
      return { sql: `${by}(${sql}, ROW(${order}, ${sql})) FILTER (WHERE ${present})`, type, isCount: false };
    }
    default: {
      const { sql, type } = columnOf(aggregation.column, AGGREGATED_TYPES[aggregation.type], 'column');
      return { sql: `${FUNCTIONS[aggregation.type]}(${sql})`, type, isCount: false };
    }
  }
}

const FUNCTIONS = { Sum: 'sum', Average: 'avg', Min: 'min', Max: 'max' } as const;

/** Counts distinct values of a column, or distinct combinations of several columns in rows that have all the values. */
function countDistinct(columns: readonly string[]): string {
  const [only, ...more] = columns;
  if (only !== undefined && more.length === 0) return `count(DISTINCT ${only})`;
  const present = columns.map((column) => `${column} IS NOT NULL`).join(' AND ');
  return `count(DISTINCT ROW(${columns.join(', ')})) FILTER (WHERE ${present})`;
}

/** The type of a column. Throws UserError `segment_column_unknown` if the table lacks it. */
export function typeOf(columns: ColumnTypes, name: string, path: RulePath): DataType {
  const type = columns.get(name);
  if (type === undefined) throw new UserError('segment_column_unknown', { name }, placeOf(path));
  return type;
}
