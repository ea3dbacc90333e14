'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { databasePath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import { isAudienceDatabase } from '#lib/core/audience/audience-database.ts';
import type { DatabaseSummary } from '#lib/core/query/workbench.ts';
import type { DatabaseActions } from './database-actions.ts';
import { DeleteDatabaseOrTable } from './delete-database-or-table.tsx';

export interface DatabasesTableProps {
  databases: readonly DatabaseSummary[];
  remove: DatabaseActions['remove'];
}

export function DatabasesTable({ databases, remove }: DatabasesTableProps) {
  const t = useTranslations('workbench.databases');
  const [nameToDelete, setNameToDelete] = useState<string>();
  return (
    <>
      <Table label={t('title')} cards>
        <thead>
          <tr>
            <Th sort="ascending">{t('columns.name')}</Th>
            <Th end>{t('columns.tables')}</Th>
            <Th end>{t('columns.records')}</Th>
            <Th end>{t('columns.size')}</Th>
            <Th>{t('columns.updated')}</Th>
            <Th>
              <VisuallyHidden>{t('columns.actions')}</VisuallyHidden>
            </Th>
          </tr>
        </thead>
        <tbody>
          {databases.map((database) => (
            <DatabaseRow key={database.name} database={database} onDelete={() => setNameToDelete(database.name)} />
          ))}
        </tbody>
      </Table>
      <TableFoot>{t('count', { count: databases.length })}</TableFoot>
      {nameToDelete !== undefined && (
        <DeleteDatabaseOrTable
          kind="database"
          name={nameToDelete}
          remove={() => remove({ database: nameToDelete })}
          onClose={() => setNameToDelete(undefined)}
        />
      )}
    </>
  );
}

function DatabaseRow({ database, onDelete }: { database: DatabaseSummary; onDelete: () => void }) {
  const t = useTranslations('workbench.databases');
  const { name, tables, records, bytes, updatedAt } = database;
  return (
    <Tr>
      <RowHead className="[overflow-wrap:anywhere]">
        <Link href={databasePath(name)} className="inline-flex min-h-target items-center">
          {name}
        </Link>
      </RowHead>
      <Td label={t('columns.tables')} end>
        <Num value={tables} />
      </Td>
      <Td label={t('columns.records')} end>
        <Num value={records} />
      </Td>
      <Td label={t('columns.size')} end>
        <Bytes value={bytes} />
      </Td>
      <Td label={t('columns.updated')} muted={updatedAt === null}>
        {updatedAt === null ? '—' : <Time value={updatedAt} />}
      </Td>
      <Td corner end>
        {!isAudienceDatabase(name) && (
          <MoreMenu itemName={name} size="sm">
            <MenuItem needs="databases.write" danger icon={<Trash2 aria-hidden />} onSelect={onDelete}>
              {t('delete')}
            </MenuItem>
          </MoreMenu>
        )}
      </Td>
    </Tr>
  );
}
