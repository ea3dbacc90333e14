'use client';

import { SlidersHorizontal, Trash2, WandSparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { toast } from 'sonner';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';
import { formatSql } from '#lib/core/sql/format-sql.ts';
import type { EditorDialog } from './dialogs/editor-dialog.ts';

export interface EditorMenuProps {
  query: QueryChoice;
  isSaved: boolean;
  onChange: (part: Partial<QueryChoice>) => void;
  onOpen: (dialog: EditorDialog) => void;
}

export function EditorMenu({ query, isSaved, onChange, onOpen }: EditorMenuProps) {
  const t = useTranslations('workbench.editor.menu');
  const workbench = useTranslations('workbench');
  const latest = useRef(query);
  latest.current = query;
  const format = async () => {
    const formatter = await import('sql-formatter').catch(() => undefined);
    if (!formatter) return void toast.error(workbench('noResponse'));
    // Text typed while the formatter was loading is formatted, too.
    const sql = formatSql(latest.current.sql, latest.current.engine, formatter);
    if (sql === undefined) toast.error(t('notFormatted'));
    else onChange({ sql });
  };
  return (
    <MoreMenu itemName={t('of')} outline>
      <MenuItem needs="queries.write" icon={<WandSparkles aria-hidden />} onSelect={() => void format()}>
        {t('format')}
      </MenuItem>
      <MenuItem needs="queries.write" icon={<SlidersHorizontal aria-hidden />} onSelect={() => onOpen('options')}>
        {t('options')}
      </MenuItem>
      {isSaved && (
        <>
          <MenuRule />
          <MenuItem needs="queries.write" danger icon={<Trash2 aria-hidden />} onSelect={() => onOpen('delete')}>
            {t('delete')}
          </MenuItem>
        </>
      )}
    </MoreMenu>
  );
}
