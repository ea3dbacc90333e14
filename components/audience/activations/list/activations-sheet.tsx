'use client';

import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { useStudio } from '../../studio/studio-context.ts';
import { ActivationsList, type ActivationsListProps } from './activations-list.tsx';
import { NewActivation } from './new-activation.tsx';
import { NotBuiltBanner } from './not-built-banner.tsx';
import { RefreshWhileRunning } from './refresh-while-running.tsx';

/** The activations of all segments of a parent segment. */
export function ActivationsSheet({ activations, actions }: ActivationsListProps) {
  const t = useTranslations('activations');
  const { segments } = useStudio().studio;
  const isEmpty = activations.length === 0;
  return (
    <Sheet>
      <SheetHead title={t('title')} actions={!isEmpty && <NewActivation />} />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <RefreshWhileRunning activations={activations} />
        <NotBuiltBanner activations={activations} />
        {isEmpty ? (
          <EmptyState title={t('empty.title')} actions={<NewActivation />}>
            {t(segments.length === 0 ? 'empty.noSegments' : 'empty.text')}
          </EmptyState>
        ) : (
          <ActivationsList activations={activations} actions={actions} />
        )}
      </SheetBody>
    </Sheet>
  );
}
