import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { DATABASES, PARENT_SEGMENTS, uploadTablePath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

/** The wizard of a console without tables. */
export function NoTables() {
  const t = useTranslations('parent-segments');
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: t('title'), href: PARENT_SEGMENTS }]} title={t('wizard.title')} />
      <SheetBody>
        <EmptyState
          title={t('noTables.title')}
          actions={
            <>
              <ButtonLink size="sm" variant="primary" href={uploadTablePath()}>
                {t('noTables.upload')}
              </ButtonLink>
              <ButtonLink size="sm" href={DATABASES}>
                {t('noTables.databases')}
              </ButtonLink>
            </>
          }
        >
          {t('noTables.text')}
        </EmptyState>
      </SheetBody>
    </Sheet>
  );
}
