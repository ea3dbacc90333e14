'use client';

import { useMay } from '#components/access/access-provider.tsx';
import { NumberList } from '#lib/core/review/number-list.ts';
import type { ReviewFilter, ReviewView } from '#lib/core/review/review-view.ts';
import { type EditReview, type Edits, useEdits } from '../edits/use-edits.ts';
import { type ListVersion, useListVersion } from '../edits/use-list-version.ts';
import type { ChooseFilter } from '../filter/use-review-filter.ts';
import { useFind } from '../find/use-find.ts';
import type { GridColumn } from '../grid/review-columns.ts';
import { useColumnOrder } from '../grid/use-column-order.ts';
import { useSelection } from '../grid/use-selection.ts';
import type { ReviewContext, ReviewLock } from '../review-context.ts';
import type { ReviewPreferences } from '../review-preferences.ts';
import { useMatchingRecords } from '../use-matching-records.ts';
import type { Prefer } from './use-review-preferences.ts';

const EMPTY_LIST = new NumberList([]);

export interface ReviewContextOptions {
  readonly view: ReviewView;
  readonly columns: readonly GridColumn[];
  readonly edit: EditReview;
  readonly filter: ReviewFilter;
  readonly choose: ChooseFilter;
  readonly preferences: ReviewPreferences;
  readonly prefer: Prefer;
}

/** The shared state of a review, with the request for its list of records. */
export function useReviewContext(options: ReviewContextOptions) {
  const { view, edit, filter, choose, preferences, prefer } = options;
  const isPersonalShown = preferences.personal === 'shown';
  const order = preferences.columns;
  const mayFix = useMay('reviews.write');
  const find = useFind();
  const matches = useMatchingRecords(view.upload, filter);
  const { list = EMPTY_LIST, total, key } = matches;
  const version = useListVersion(matches.version);
  const edits = useEdits({ view, isPersonalShown, edit, version });
  const selection = useSelection(list, key);
  const columns = useColumnOrder(options.columns, { view, filter, key, order });
  const context: ReviewContext = {
    view,
    columns,
    filter,
    choose,
    records: { list, total, key },
    selection,
    edits,
    lock: mayFix ? lockOf({ view, matches, version, edits }) : 'role',
    isPersonalShown,
    showPersonal: () => prefer('personal', 'shown'),
    find,
    order,
    chooseOrder: (next) => prefer('columns', next),
  };
  return { context, matches };
}

export type MatchingRecords = ReturnType<typeof useMatchingRecords>;

interface LockOptions {
  readonly view: ReviewView;
  readonly matches: MatchingRecords;
  readonly version: ListVersion;
  readonly edits: Edits;
}

function lockOf({ view, matches, version: { seen }, edits }: LockOptions): ReviewLock | undefined {
  if (view.next) return 'busy';
  const isBehind = (seen !== undefined && seen !== view.version) || matches.isRefetchError;
  const isCatchingUp = matches.isFetching || edits.isBusy || edits.hasOwnRun;
  return isBehind && !isCatchingUp ? 'behind' : undefined;
}
