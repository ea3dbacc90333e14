import { useTranslations } from 'next-intl';
import { SheetBody } from '#components/layout/sheet.tsx';
import { ColumnTypeIcon } from '#components/results/column-type-icon.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import type { TableViewProps } from './table-view.ts';

export function TableSchema({ table: { columns } }: TableViewProps) {
  const t = useTranslations('workbench.tables');
  return (
    <SheetBody padded={false} scrollLabel={t('tabs.schema')} className="px-6 pb-6 max-wide:px-4">
      <Table label={t('tabs.schema')}>
        <thead>
          <tr>
            <Th>{t('column')}</Th>
            <Th>{t('type')}</Th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, type }) => (
            <Tr key={name}>
              <RowHead className="mono [overflow-wrap:anywhere]">
                <ColumnTypeIcon type={type} /> {name}
              </RowHead>
              <Td className="mono text-text-muted [overflow-wrap:anywhere]">{type}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <TableFoot>{t('columnCount', { count: columns.length })}</TableFoot>
    </SheetBody>
  );
}
