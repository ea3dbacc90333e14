import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import type { BuiltTable, BuiltTables } from '#lib/core/audience/build.ts';
import type { DataType } from '#lib/core/audience/data-type.ts';
import { aggregatedType } from '#lib/core/audience/rules/aggregation.ts';
import type { BehaviorDraft, ValueDraft } from './rule-draft.ts';

/** What rules of a parent segment can use. */
export interface RuleChoices {
  readonly parentSegment: number;
  readonly timeZone: string;
  readonly tables: BuiltTables;
  /** Other segments of the parent segment. */
  readonly segments: readonly SegmentChoice[];
}

interface SegmentChoice {
  readonly id: number;
  readonly name: string;
  readonly folder: readonly string[];
}

export function tableOf({ tables }: Pick<RuleChoices, 'tables'>, name: string): BuiltTable | undefined {
  return tables.find(({ table }) => table === name);
}

export function columnType(choices: Pick<RuleChoices, 'tables'>, table: string, column: string): DataType | undefined {
  return tableOf(choices, table)?.columns.find(({ name }) => name === column)?.type;
}

/** The type of the value that a rule compares; undefined if the build does not have its column. */
export function comparedType(choices: Pick<RuleChoices, 'tables'>, { leftValue }: ValueDraft): DataType | undefined {
  return 'source' in leftValue ? behaviorType(choices, leftValue) : columnType(choices, CUSTOMERS, leftValue.name);
}

function behaviorType(choices: Pick<RuleChoices, 'tables'>, { source, aggregation }: BehaviorDraft) {
  const table = tableOf(choices, source.name);
  if (!table) return undefined;
  return aggregatedType(aggregation, new Map(table.columns.map(({ name, type }) => [name, type])));
}
