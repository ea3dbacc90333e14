import type { TableSummary } from '#lib/core/query/workbench.ts';

export interface TableViewProps {
  database: string;
  table: TableSummary;
}
