'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { NEW_QUERY } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { DatabaseActions } from '../databases/database-actions.ts';
import type { ListedQuery, QueryActions } from './listed-query.ts';
import { QueriesEmpty } from './queries-empty.tsx';
import { QueriesList } from './queries-list.tsx';

export interface QueriesSheetProps {
  queries: readonly ListedQuery[];
  actions: QueryActions & Pick<DatabaseActions, 'loadSamples'>;
}

export function QueriesSheet({ queries, actions }: QueriesSheetProps) {
  const t = useTranslations('workbench.queries');
  return (
    <Sheet>
      <SheetHead
        title={t('title')}
        actions={
          <ButtonLink variant="primary" href={NEW_QUERY} icon={<Plus aria-hidden />}>
            {t('new')}
          </ButtonLink>
        }
      />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {queries.length === 0 ? (
          <QueriesEmpty loadSamples={actions.loadSamples} />
        ) : (
          <QueriesList queries={queries} actions={actions} />
        )}
      </SheetBody>
    </Sheet>
  );
}
