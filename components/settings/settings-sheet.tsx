import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Sheet, SheetBody, SheetFoot, SheetLead } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import type { SettingsPage } from '#components/paths.ts';

export interface SettingsSheetProps {
  page: SettingsPage;
  children: ReactNode;
  actions?: ReactNode;
  /** Absent on a page where nothing is saved. */
  foot?: ReactNode;
}

export function SettingsSheet({ page, children, actions, foot }: SettingsSheetProps) {
  const t = useTranslations(`settings.pages.${page}`);
  return (
    <Sheet>
      <SheetHead title={t('title')} actions={actions} />
      <SheetLead>{t('lead')}</SheetLead>
      <SheetBody padded={false}>{children}</SheetBody>
      {foot !== undefined && <SheetFoot>{foot}</SheetFoot>}
    </Sheet>
  );
}
