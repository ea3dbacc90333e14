import { useTranslations } from 'next-intl';
import { SheetBody } from '#components/layout/sheet.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import { ColumnsTable } from './columns-table.tsx';
import type { ShownParentSegment } from './shown-parent-segment.ts';

/** The columns of the build in use, by table. */
export function ColumnsPage({ shown: { tables, buildInUse } }: { shown: ShownParentSegment }) {
  const t = useTranslations('parent-segments');
  return (
    <SheetBody padded={false} scrollLabel={t('tabs.columns')}>
      {tables.length === 0 && (
        <EmptyState icon={null} title={t('columnsTable.empty')}>
          {t('notBuiltText')}
        </EmptyState>
      )}
      {tables.map((table, index) => (
        <Region
          key={table.table}
          title={table.table === CUSTOMERS ? t('numbers.customers') : table.name}
          note={
            <>
              <code className="mono">{table.table}</code> · {t('columnsTable.count', { count: table.columns.length })}
            </>
          }
          last={index === tables.length - 1}
        >
          {buildInUse?.result && <ColumnsTable table={table} result={buildInUse.result} />}
        </Region>
      ))}
    </SheetBody>
  );
}
