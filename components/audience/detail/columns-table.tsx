import { useTranslations } from 'next-intl';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import type { BuiltTable } from '#lib/core/audience/build.ts';

/** The columns of a table of a build, as segments see them. */
export function ColumnsTable({ table, shown }: { table: BuiltTable; shown?: number }) {
  const t = useTranslations('parent-segments');
  return (
    <Table label={t('columnsTable.label', { table: table.table })}>
      <thead>
        <tr>
          <Th>{t('columnsTable.name')}</Th>
          <Th>{t('columnsTable.type')}</Th>
          <Th>{t('columnsTable.group')}</Th>
        </tr>
      </thead>
      <tbody>
        {table.columns.slice(0, shown).map(({ name, type, group }) => (
          <Tr key={name}>
            <RowHead className="mono font-normal! [overflow-wrap:anywhere]">
              {name} {name === table.timeColumn && <Tag>{t('columnsTable.time')}</Tag>}
            </RowHead>
            <Td muted>{t(`types.${type}`)}</Td>
            <Td muted className="[overflow-wrap:anywhere]">
              {group || '—'}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
