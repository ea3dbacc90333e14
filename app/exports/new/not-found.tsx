import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ExportSide } from '#components/export-steps/export-side.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { NEW_EXPORT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports.notFound'))('title') };
}

export default function UploadNotFound() {
  const t = useTranslations('exports');
  return (
    <>
      <ExportSide currentStep="upload" />
      <Sheet>
        <SheetHead title={t('title')} />
        <SheetBody>
          <EmptyState
            title={t('notFound.title')}
            actions={
              <ButtonLink variant="primary" size="sm" href={NEW_EXPORT}>
                {t('notFound.action')}
              </ButtonLink>
            }
          >
            {t('notFound.text')}
          </EmptyState>
        </SheetBody>
      </Sheet>
    </>
  );
}
