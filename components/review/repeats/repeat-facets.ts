import { useTranslations } from 'next-intl';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { REPEAT_KINDS, repeatsOf } from '#lib/core/review/repeats/repeats-view.ts';
import type { ReviewFacet } from '../filter/facet-button.tsx';
import type { RepeatList } from './use-repeat-list.ts';

export interface RepeatFacets {
  /** The facet that lists all repeats; its count is null until repeats are counted. */
  readonly all: Omit<ReviewFacet, 'icon'>;
  readonly kinds: readonly ReviewFacet[];
}

/** Filters of the records that repeat an earlier event. */
export function useRepeatFacets(
  repeats: Repeats,
  shown: RepeatList | null,
  choose: (list: RepeatList) => void,
): RepeatFacets {
  const t = useTranslations('review.repeats');
  const isReady = repeats?.state === 'ready';
  const kinds = REPEAT_KINDS.map((kind) => ({
    key: kind,
    name: t(kind),
    count: isReady ? repeats[kind] : 0,
    isChosen: shown === kind,
    onChoose: () => choose(shown === kind ? 'all' : kind),
  }));
  const all = {
    key: 'repeats',
    name: t('facet'),
    count: isReady ? repeatsOf(repeats) : null,
    isChosen: shown !== null,
    onChoose: () => choose('all'),
  };
  return { all, kinds: isReady && repeatsOf(repeats) > 0 ? kinds : [] };
}
