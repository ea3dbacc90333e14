import { useTranslations } from 'next-intl';
import { JOBS } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

/** The empty job list: no jobs at all, or none that match the filter. */
export function JobsEmpty({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('jobs.empty');
  if (isFiltered)
    return (
      <EmptyState
        title={t('noMatch')}
        icon={null}
        actions={
          <ButtonLink size="sm" href={JOBS}>
            {t('clear')}
          </ButtonLink>
        }
      >
        {t('noMatchText')}
      </EmptyState>
    );
  return (
    <EmptyState
      title={t('title')}
      actions={
        <ButtonLink variant="primary" size="sm" href="/exports/new">
          {t('action')}
        </ButtonLink>
      }
    >
      {t('text')}
    </EmptyState>
  );
}
