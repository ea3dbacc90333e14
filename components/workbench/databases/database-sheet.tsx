'use client';

import { Trash2, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { DATABASES, newQueryPath, uploadTablePath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { isAudienceDatabase } from '#lib/core/audience/audience-database.ts';
import type { TableSummary } from '#lib/core/query/workbench.ts';
import { AudienceNote } from './audience-note.tsx';
import type { DatabaseActions } from './database-actions.ts';
import { DeleteDatabaseOrTable } from './delete-database-or-table.tsx';
import { TablesTable } from './tables-table.tsx';

export interface DatabaseSheetProps {
  database: string;
  tables: readonly TableSummary[];
  actions: Pick<DatabaseActions, 'remove' | 'deleteTable'>;
}

export function DatabaseSheet({ database, tables, actions }: DatabaseSheetProps) {
  const t = useTranslations('workbench');
  const router = useRouter();
  const [isDeleting, setDeleting] = useState(false);
  const isWritable = !isAudienceDatabase(database);
  return (
    <Sheet>
      <SheetHead
        crumbs={[{ label: t('databases.title'), href: DATABASES }]}
        title={database}
        note={<AudienceNote database={database} />}
        actions={
          <>
            {isWritable && (
              <ButtonLink href={uploadTablePath(database)} icon={<Upload aria-hidden />}>
                {t('databases.upload')}
              </ButtonLink>
            )}
            <ButtonLink variant="primary" href={newQueryPath(database)}>
              {t('queries.new')}
            </ButtonLink>
            {isWritable && (
              <MoreMenu itemName={database} outline>
                <MenuItem
                  needs="databases.write"
                  danger
                  icon={<Trash2 aria-hidden />}
                  onSelect={() => setDeleting(true)}
                >
                  {t('databases.delete')}
                </MenuItem>
              </MoreMenu>
            )}
          </>
        }
      />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {tables.length === 0 ? (
          <EmptyState
            title={t('tables.empty.title')}
            actions={
              <ButtonLink size="sm" variant="primary" href={uploadTablePath(database)}>
                {t('databases.upload')}
              </ButtonLink>
            }
          >
            {t('tables.empty.text')}
          </EmptyState>
        ) : (
          <TablesTable database={database} tables={tables} deleteTable={actions.deleteTable} />
        )}
      </SheetBody>
      {isDeleting && (
        <DeleteDatabaseOrTable
          kind="database"
          name={database}
          remove={() => actions.remove({ database })}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push(DATABASES)}
        />
      )}
    </Sheet>
  );
}
