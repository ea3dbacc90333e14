import type { DataType } from '../../../lib/core/audience/data-type.ts';
import type { BuildSchema } from '../../../lib/core/audience/rules/build-schema.ts';
import type { SegmentRule } from '../../../lib/core/audience/rules/rule.ts';

/** A value in a table. Dates are strings, timestamps Unix seconds. */
export type Value = string | number | boolean | null | readonly (string | number | null)[];
export type Row = Readonly<Record<string, Value>>;

export interface BehaviorRow {
  readonly id: number;
  readonly row: Row;
}

/** A small build, and the segments of its parent segment. The id of a customer is its position, from 1. */
export interface World {
  readonly customers: readonly Row[];
  readonly behaviors: Readonly<Record<string, readonly BehaviorRow[]>>;
  readonly segments: ReadonlyMap<string, SegmentRule>;
  readonly now: number;
  readonly timeZone: string;
}

/** Some names have to be quoted in SQL: one contains a quotation mark, one a space, and one is a keyword. */
export const CUSTOMER_COLUMNS = {
  'na"me': 'string',
  amount: 'number',
  'Größe 1': 'number',
  time: 'timestamp',
  date: 'date',
  select: 'boolean',
  item: 'string_array',
  scores: 'number_array',
} as const satisfies Record<string, DataType>;

export const BEHAVIOR_COLUMNS = {
  what: 'string',
  amount: 'number',
  time: 'timestamp',
  day: 'date',
  flag: 'boolean',
  tags: 'string_array',
} as const satisfies Record<string, DataType>;

export const BEHAVIORS = ['behavior_visits', 'behavior_orders'] as const;

export const SCHEMA: BuildSchema = {
  customers: new Map(Object.entries(CUSTOMER_COLUMNS)),
  behaviors: new Map(
    BEHAVIORS.map((name) => [name, { columns: new Map(Object.entries(BEHAVIOR_COLUMNS)), timeColumn: 'time' }]),
  ),
};
