'use client';

import { FileCode2, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { newQueryPath, tablePath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import { isAudienceDatabase } from '#lib/core/audience/audience-database.ts';
import type { TableSummary } from '#lib/core/query/workbench.ts';
import type { DatabaseActions } from './database-actions.ts';
import { DeleteDatabaseOrTable } from './delete-database-or-table.tsx';

export interface TablesTableProps {
  database: string;
  tables: readonly TableSummary[];
  deleteTable: DatabaseActions['deleteTable'];
}

export function TablesTable({ database, tables, deleteTable }: TablesTableProps) {
  const t = useTranslations('workbench');
  const [nameToDelete, setNameToDelete] = useState<string>();
  return (
    <>
      <Table label={t('tables.title')} cards>
        <thead>
          <tr>
            <Th sort="ascending">{t('databases.columns.name')}</Th>
            <Th end>{t('tables.columns')}</Th>
            <Th end>{t('databases.columns.records')}</Th>
            <Th end>{t('databases.columns.size')}</Th>
            <Th>{t('databases.columns.updated')}</Th>
            <Th>
              <VisuallyHidden>{t('databases.columns.actions')}</VisuallyHidden>
            </Th>
          </tr>
        </thead>
        <tbody>
          {tables.map((table) => (
            <TableRow key={table.name} database={database} table={table} onDelete={() => setNameToDelete(table.name)} />
          ))}
        </tbody>
      </Table>
      <TableFoot>{t('tables.count', { count: tables.length })}</TableFoot>
      {nameToDelete !== undefined && (
        <DeleteDatabaseOrTable
          kind="table"
          name={nameToDelete}
          remove={() => deleteTable({ database, table: nameToDelete })}
          onClose={() => setNameToDelete(undefined)}
        />
      )}
    </>
  );
}

interface TableRowProps {
  database: string;
  table: TableSummary;
  onDelete: () => void;
}

function TableRow({ database, table: { name, columns, records, bytes, updatedAt }, onDelete }: TableRowProps) {
  const t = useTranslations('workbench');
  return (
    <Tr>
      <RowHead className="[overflow-wrap:anywhere]">
        <Link href={tablePath(database, name)} className="inline-flex min-h-target items-center">
          {name}
        </Link>
      </RowHead>
      <Td label={t('tables.columns')} end>
        <Num value={columns.length} />
      </Td>
      <Td label={t('databases.columns.records')} end>
        <Num value={records} />
      </Td>
      <Td label={t('databases.columns.size')} end>
        <Bytes value={bytes} />
      </Td>
      <Td label={t('databases.columns.updated')}>
        <Time value={updatedAt} />
      </Td>
      <Td corner end>
        <MoreMenu itemName={name} size="sm">
          <MenuLink href={newQueryPath(database, name)} icon={<FileCode2 aria-hidden />}>
            {t('tables.query')}
          </MenuLink>
          {!isAudienceDatabase(database) && (
            <>
              <MenuRule />
              <MenuItem needs="databases.write" danger icon={<Trash2 aria-hidden />} onSelect={onDelete}>
                {t('tables.delete')}
              </MenuItem>
            </>
          )}
        </MoreMenu>
      </Td>
    </Tr>
  );
}
