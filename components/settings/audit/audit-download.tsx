'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { auditDownloadPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Menu } from '#components/ui/overlays/menu.tsx';
import { MenuLink } from '#components/ui/overlays/menu-item.tsx';
import type { AuditQuery } from '#lib/core/audit/audit-filter.ts';

/** Downloads all entries that the query lists, not only one page of them. */
export function AuditDownload({ query }: { query: AuditQuery }) {
  const t = useTranslations('settings.audit');
  return (
    <Menu trigger={<Button icon={<Download aria-hidden />}>{t('download')}</Button>}>
      <MenuLink download href={auditDownloadPath('csv', query)}>
        {t('downloadCsv')}
      </MenuLink>
      <MenuLink download href={auditDownloadPath('jsonl', query)}>
        {t('downloadLines')}
      </MenuLink>
    </Menu>
  );
}
