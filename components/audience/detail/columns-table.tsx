import { useTranslations } from 'next-intl';
import { Share, shareOf } from '#components/ui/charts/share.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import type { BuildResult } from '#lib/core/audience/build-result.ts';

export interface ColumnsTableProps {
  table: BuiltTable;
  /** The result of the build that wrote the table. */
  result: BuildResult;
  maxRows?: number;
}

/** The columns of a table of a build, as segments see them. */
export function ColumnsTable({ table, result, maxRows }: ColumnsTableProps) {
  const t = useTranslations('parent-segments');
  const filled = result.filled?.[table.table];
  const rowCount =
    table.table === CUSTOMERS ? result.customers : (result.behaviors[table.table.replace(/^behavior_/, '')] ?? 0);
  return (
    <Table label={t('columnsTable.label', { table: table.table })}>
      <thead>
        <tr>
          <Th>{t('columnsTable.name')}</Th>
          <Th>{t('columnsTable.type')}</Th>
          <Th>{t('columnsTable.group')}</Th>
          <Th end>{t('columnsTable.filled')}</Th>
        </tr>
      </thead>
      <tbody>
        {table.columns.slice(0, maxRows).map(({ name, type, group }) => (
          <Tr key={name}>
            <RowHead className="mono font-normal! [overflow-wrap:anywhere]">
              {name} {name === table.timeColumn && <Tag>{t('columnsTable.time')}</Tag>}
            </RowHead>
            <Td muted>{t(`types.${type}`)}</Td>
            <Td muted className="[overflow-wrap:anywhere]">
              {group || '—'}
            </Td>
            <Td end muted>
              <Share value={filled ? shareOf(filled[name] ?? 0, rowCount) : null} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
