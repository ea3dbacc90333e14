'use client';

import { SlidersHorizontal, Trash2, WandSparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { toast } from 'sonner';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';
import type { EditorDialog } from './editor-dialog.ts';

export interface EditorMenuProps {
  query: QueryChoice;
  isSaved: boolean;
  onChange: (part: Partial<QueryChoice>) => void;
  onOpen: (dialog: EditorDialog) => void;
}

export function EditorMenu({ query, isSaved, onChange, onOpen }: EditorMenuProps) {
  const t = useTranslations('workbench.editor.menu');
  const workbench = useTranslations('workbench');
  const latestSql = useRef(query.sql);
  latestSql.current = query.sql;
  const format = async () => {
    const formatter = await import('sql-formatter').catch(() => undefined);
    if (!formatter) return void toast.error(workbench('unreached'));
    // Text typed while the formatter was loading is formatted, too.
    const sql = formatSql(latestSql.current, formatter);
    if (sql === undefined) toast.error(t('notFormatted'));
    else onChange({ sql });
  };
  return (
    <MoreMenu of={t('of')} outline>
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

/** The formatted query; undefined if it cannot be parsed. */
function formatSql(sql: string, { formatDialect, trino }: typeof import('sql-formatter')): string | undefined {
  try {
    return formatDialect(sql, { dialect: trino, keywordCase: 'upper', tabWidth: 2 });
  } catch {
    return undefined;
  }
}
