'use client';

import { useTranslations } from 'next-intl';
import { FilteredList } from '#components/layout/filtered-list.tsx';
import type { ActivationActions } from '../activation-actions.ts';
import { isRunning, type ListedActivation, needsAttention } from '../listed-activation.ts';
import { ActivationsTable } from './activations-table.tsx';

export interface ActivationsListProps {
  activations: readonly ListedActivation[];
  actions: ActivationActions;
}

/** The activations of all segments, with search and filters. */
export function ActivationsList({ activations, actions }: ActivationsListProps) {
  const t = useTranslations('activations');
  return (
    <FilteredList
      items={activations}
      textsOf={({ name, description, segment, authentication }) => [
        name,
        description,
        authentication.name,
        [...segment.folder, segment.name].join('/'),
      ]}
      filters={{
        scheduled: { label: t('filters.scheduled'), has: ({ schedule }) => schedule?.isPaused === false },
        paused: { label: t('filters.paused'), has: ({ schedule }) => schedule?.isPaused === true },
        running: { label: t('filters.running'), has: isRunning },
        attention: { label: t('filters.attention'), has: needsAttention },
      }}
      texts={{ search: t('search'), noMatch: t('noMatch'), noMatchText: t('noMatchText') }}
      footOf={(count) => t('count', { count })}
    >
      {(shown) => <ActivationsTable activations={shown} actions={actions} withSegment />}
    </FilteredList>
  );
}
