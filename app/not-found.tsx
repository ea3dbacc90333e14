import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { HOME } from '#components/shell/rail/main-navigation-items.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

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
