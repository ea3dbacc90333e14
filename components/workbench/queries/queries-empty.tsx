import { useTranslations } from 'next-intl';
import { NEW_QUERY } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import type { DatabaseActions } from '../databases/database-actions.ts';
import { LoadSamples } from '../databases/load-samples.tsx';

export function QueriesEmpty({ loadSamples }: Pick<DatabaseActions, 'loadSamples'>) {
  const t = useTranslations('workbench.queries');
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <>
          <ButtonLink size="sm" variant="primary" href={NEW_QUERY}>
            {t('new')}
          </ButtonLink>
          <LoadSamples loadSamples={loadSamples} size="sm" />
        </>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
