import { useTranslations } from 'next-intl';
import { uploadTablePath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import type { DatabaseActions } from './database-actions.ts';
import { LoadSamples } from './load-samples.tsx';

export function DatabasesEmpty({ loadSamples }: Pick<DatabaseActions, 'loadSamples'>) {
  const t = useTranslations('workbench.databases');
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <>
          <ButtonLink size="sm" variant="primary" href={uploadTablePath()}>
            {t('upload')}
          </ButtonLink>
          <LoadSamples loadSamples={loadSamples} size="sm" />
        </>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
