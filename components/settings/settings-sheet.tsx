import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FormAccess, NeedNote } from '#components/access/form-access.tsx';
import { Sheet, SheetBody, SheetFoot, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import type { SettingsPage } from '#components/paths.ts';
import type { Permission } from '#lib/core/access/permission.ts';

export interface SettingsSheetProps {
  page: SettingsPage;
  children: ReactNode;
  actions?: ReactNode;
  /** Undefined on pages without a form; null for an empty foot. */
  foot?: ReactNode;
  /** The permission to change something on the page. */
  needs?: Permission;
}

export function SettingsSheet({ page, children, actions, foot, needs }: SettingsSheetProps) {
  const t = useTranslations(`settings.pages.${page}`);
  return (
    <Sheet>
      <SheetHead title={t('title')} actions={actions} />
      <SheetSubtitle>{t('lead')}</SheetSubtitle>
      <SheetBody padded={false}>
        {needs === undefined ? (
          children
        ) : (
          <>
            <NeedNote needs={needs} className="px-6 pt-5 max-wide:px-4" />
            <FormAccess needs={needs}>{children}</FormAccess>
          </>
        )}
      </SheetBody>
      {foot !== undefined && <SheetFoot>{foot}</SheetFoot>}
    </Sheet>
  );
}
