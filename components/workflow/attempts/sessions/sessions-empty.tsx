import { useTranslations } from 'next-intl';
import { type SessionsQuery, sessionsHref, WORKFLOWS } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

/** No sessions at all, or none that match the filter. */
export function SessionsEmpty({ isFiltered, query }: { isFiltered: boolean; query: SessionsQuery }) {
  const t = useTranslations('workflow-attempts.empty');
  if (isFiltered)
    return (
      <EmptyState
        title={t('noMatch')}
        icon={null}
        actions={
          <ButtonLink size="sm" href={sessionsHref({ workflow: query.workflow })}>
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
        <ButtonLink variant="primary" size="sm" href={WORKFLOWS}>
          {t('action')}
        </ButtonLink>
      }
    >
      {t('text')}
    </EmptyState>
  );
}
