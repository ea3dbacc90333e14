import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { QUERIES, uploadTablePath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import type { DatabaseActions } from '../databases/database-actions.ts';
import { LoadSamples } from '../databases/load-samples.tsx';

/** Shown while there is no database. */
export function NoDatabase({ loadSamples }: Pick<DatabaseActions, 'loadSamples'>) {
  const t = useTranslations('workbench');
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: t('queries.title'), href: QUERIES }]} title={t('queries.new')} />
      <SheetBody>
        <EmptyState
          title={t('editor.noDatabase.title')}
          actions={
            <>
              <ButtonLink size="sm" variant="primary" href={uploadTablePath()}>
                {t('databases.upload')}
              </ButtonLink>
              <LoadSamples loadSamples={loadSamples} size="sm" />
            </>
          }
        >
          {t('editor.noDatabase.text')}
        </EmptyState>
      </SheetBody>
    </Sheet>
  );
}
