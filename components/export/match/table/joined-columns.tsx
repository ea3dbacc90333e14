import { useTranslations } from 'next-intl';
import type { Plan, PlannedColumn } from '#lib/core/record/plan.ts';
import { sourceColumns } from '../source-columns.ts';

export interface JoinedColumnsProps {
  planned: PlannedColumn;
  plan: Plan;
}

/** Lists the columns whose values are joined for a field; renders nothing for a value of one column. */
export function JoinedColumns({ planned, plan }: JoinedColumnsProps) {
  const t = useTranslations('exports.match');
  const columns = sourceColumns(planned, plan);
  if (columns.length === 1) return null;
  return (
    <span className="block text-text-muted text-xs [overflow-wrap:anywhere]">
      {t('joinedColumns', { columns: columns.join(' + ') })}
    </span>
  );
}
