import { hasText } from './key-text.ts';
import type { MasterFilter, ParentSegmentChoice, SourceTable } from './parent-segment.ts';
import { allOf, quoted, textLiteral } from './rules/literals.ts';

/** The tables that a parent segment reads, each once, the master first. */
export function sourceTables({
  master,
  attributes,
  behaviors,
}: Pick<ParentSegmentChoice, 'master' | 'attributes' | 'behaviors'>): readonly SourceTable[] {
  const joined = [...attributes, ...behaviors].map(({ source }) => source);
  const sources = new Map(
    [master, ...joined].map(({ database, table }) => [sourceKey({ database, table }), { database, table }]),
  );
  return [...sources.values()];
}

/** Identifies a source table, as messages name it. */
export function sourceKey({ database, table }: SourceTable): string {
  return `${database}.${table}`;
}

/** A source table as SQL names it, in both engines. */
export function sourceSql({ database, table }: SourceTable): string {
  return `${quoted(database)}.${quoted(table)}`;
}

/**
 * The condition that a row of the master passes all filters, as SQL of both engines. `typeOf`: the type of a column of
 * the master.
 */
export function filterSql(filters: readonly MasterFilter[], typeOf: (column: string) => string): string {
  const conditions = filters.map(({ column, values }) =>
    hasText(quoted(column), typeOf(column), values.map(textLiteral).join(', ')),
  );
  return allOf(conditions);
}
