import { useTranslations } from 'next-intl';
import { HOME } from '#components/shell/main-places.tsx';
import { Sheet, SheetBody } from '#components/shell/sheet.tsx';
import { SheetHead } from '#components/shell/sheet-head.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default function NotFound() {
  const t = useTranslations('shell.notFound');
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetBody>
        <EmptyState
          title={t('title')}
          actions={
            <ButtonLink variant="primary" size="sm" href={HOME}>
              {t('action')}
            </ButtonLink>
          }
        >
          {t('text')}
        </EmptyState>
      </SheetBody>
    </Sheet>
  );
}
