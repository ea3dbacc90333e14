'use client';

import { useState } from 'react';
import type { ReviewFilter, ReviewView } from '#lib/core/review/review-view.ts';
import { countByColumn } from '#lib/core/view/record-view.ts';
import { severityOf } from '../filter/use-review-filter.ts';
import type { GridColumn } from './review-columns.ts';

export type ColumnOrder = 'issues' | 'file';

interface OrderedColumns {
  readonly key: string;
  readonly order: ColumnOrder;
  /** In the order of the file. */
  readonly all: readonly GridColumn[];
  readonly columns: readonly GridColumn[];
}

interface ColumnOrderOptions {
  readonly view: ReviewView;
  readonly filter: ReviewFilter;
  /** Identifies the list of records. */
  readonly key: string;
  readonly order: ColumnOrder;
}

/**
 * The columns in the chosen order. Fixes do not change it until there is another list of records, so that no column
 * moves while a person fixes its values.
 */
export function useColumnOrder(
  all: readonly GridColumn[],
  { view, filter, key, order }: ColumnOrderOptions,
): readonly GridColumn[] {
  const [ordered, setOrdered] = useState<OrderedColumns>();
  if (ordered?.key === key && ordered.order === order && ordered.all === all) return ordered.columns;
  const counts = countByColumn(view.issues, severityOf(filter));
  const updated = { key, order, all, columns: order === 'file' ? all : withIssuesFirst(all, counts) };
  setOrdered(updated);
  return updated.columns;
}

/** Columns with issues, most issues first; then other sent columns, in the order of the file; last, those not sent. */
function withIssuesFirst(
  columns: readonly GridColumn[],
  counts: readonly { readonly column: string; readonly records: number }[],
): readonly GridColumn[] {
  const issues = new Map(counts.map(({ column, records }) => [column, records]));
  const rank = ({ column, field }: GridColumn) => issues.get(column) ?? (field === undefined ? -1 : 0);
  return columns.toSorted((a, b) => rank(b) - rank(a));
}
