import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Sheet, SheetBody, SheetFoot, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import type { SettingsPage } from '#components/paths.ts';

export interface SettingsSheetProps {
  page: SettingsPage;
  children: ReactNode;
  actions?: ReactNode;
  /** Absent on pages without a form. */
  foot?: ReactNode;
}

export function SettingsSheet({ page, children, actions, foot }: SettingsSheetProps) {
  const t = useTranslations(`settings.pages.${page}`);
  return (
    <Sheet>
      <SheetHead title={t('title')} actions={actions} />
      <SheetSubtitle>{t('lead')}</SheetSubtitle>
      <SheetBody padded={false}>{children}</SheetBody>
      {foot !== undefined && <SheetFoot>{foot}</SheetFoot>}
    </Sheet>
  );
}
