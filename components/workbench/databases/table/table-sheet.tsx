'use client';

import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Sheet, SheetTabs } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { DATABASES, databasePath, newQueryPath, tablePath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { TabLinks } from '#components/ui/navigation/tab-links.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { isAudienceDatabase } from '#lib/core/audience/audience-database.ts';
import type { TableSummary } from '#lib/core/query/workbench.ts';
import { AudienceNote } from '../audience-note.tsx';
import type { DatabaseActions } from '../database-actions.ts';
import { DeleteDatabaseOrTable } from '../delete-database-or-table.tsx';

export interface TableSheetProps {
  database: string;
  table: TableSummary;
  deleteTable: DatabaseActions['deleteTable'];
  children: ReactNode;
}

/** The frame of all pages of a table: its name, actions and tabs. */
export function TableSheet({ database, table: { name }, deleteTable, children }: TableSheetProps) {
  const t = useTranslations('workbench');
  const router = useRouter();
  const [isDeleting, setDeleting] = useState(false);
  const path = tablePath(database, name);
  return (
    <Sheet>
      <SheetHead
        crumbs={[
          { label: t('databases.title'), href: DATABASES },
          { label: database, href: databasePath(database) },
        ]}
        title={name}
        note={<AudienceNote database={database} />}
        actions={
          <>
            <ButtonLink variant="primary" href={newQueryPath(database, name)}>
              {t('tables.queryButton')}
            </ButtonLink>
            {!isAudienceDatabase(database) && (
              <MoreMenu itemName={name} outline>
                <MenuItem
                  needs="databases.write"
                  danger
                  icon={<Trash2 aria-hidden />}
                  onSelect={() => setDeleting(true)}
                >
                  {t('tables.delete')}
                </MenuItem>
              </MoreMenu>
            )}
          </>
        }
      />
      <SheetTabs>
        <TabLinks
          tabs={[
            { href: path, label: t('tables.tabs.records') },
            { href: `${path}/schema`, label: t('tables.tabs.schema') },
            { href: `${path}/details`, label: t('tables.tabs.details') },
          ]}
        />
      </SheetTabs>
      {children}
      {isDeleting && (
        <DeleteDatabaseOrTable
          kind="table"
          name={name}
          remove={() => deleteTable({ database, table: name })}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push(databasePath(database))}
        />
      )}
    </Sheet>
  );
}
