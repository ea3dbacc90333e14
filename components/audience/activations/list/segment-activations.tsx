'use client';

import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SheetBody } from '#components/layout/sheet.tsx';
import { newActivationPath, type SegmentIds } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { Pagination } from '#components/ui/tables/pagination.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { usePages } from '#components/ui/tables/use-pages.ts';
import type { ActivationActions } from '../activation-actions.ts';
import type { ListedActivation } from '../listed-activation.ts';
import { ActivationsTable } from './activations-table.tsx';
import { NotBuiltBanner } from './not-built-banner.tsx';
import { RefreshWhileRunning } from './refresh-while-running.tsx';

export interface SegmentActivationsProps {
  segment: SegmentIds;
  activations: readonly ListedActivation[];
  actions: ActivationActions;
}

export function SegmentActivations({ segment, activations, actions }: SegmentActivationsProps) {
  const t = useTranslations('activations');
  const { shown, hasPages, ...hrefs } = usePages(activations);
  return (
    <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
      <RefreshWhileRunning activations={activations} />
      <NotBuiltBanner activations={activations} />
      {activations.length === 0 ? (
        <EmptyState
          title={t('empty.title')}
          actions={
            <ButtonLink size="sm" href={newActivationPath(segment)} icon={<Send aria-hidden />}>
              {t('new')}
            </ButtonLink>
          }
        >
          {t('empty.text')}
        </EmptyState>
      ) : (
        <>
          <ActivationsTable activations={shown} actions={actions} />
          <TableFoot>
            {t('count', { count: activations.length })}
            {hasPages && <Pagination {...hrefs} />}
          </TableFoot>
        </>
      )}
    </SheetBody>
  );
}
