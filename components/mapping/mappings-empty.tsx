import { useTranslations } from 'next-intl';
import { NEW_EXPORT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

export function MappingsEmpty() {
  const t = useTranslations('mappings.empty');
  return (
    <EmptyState
      title={t('title')}
      actions={
        <ButtonLink variant="primary" size="sm" href={NEW_EXPORT}>
          {t('action')}
        </ButtonLink>
      }
    >
      {t('text')}
    </EmptyState>
  );
}
