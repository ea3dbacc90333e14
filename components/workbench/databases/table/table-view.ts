import type { TableSummary } from '#lib/core/query/workbench.ts';

/** What each view of a table is given. */
export interface TableViewProps {
  database: string;
  table: TableSummary;
}
