import type { ReviewFilter, ReviewView } from '#lib/core/review/review-view.ts';
import type { Edits } from './edits/use-edits.ts';
import type { ChooseFilter } from './filter/use-review-filter.ts';
import type { FindState } from './find/use-find.ts';
import type { GridColumn } from './grid/review-columns.ts';
import type { ColumnOrder } from './grid/use-column-order.ts';
import type { Selection } from './grid/use-selection.ts';
import type { RecordList } from './use-matching-records.ts';

/**
 * behind: the list is from before an edit made elsewhere, or could not be reloaded. busy: an edit is being made in the
 * background. role: the person's role does not allow fixes.
 */
export type ReviewLock = 'behind' | 'busy' | 'role';

/** The shared state of a review: its view, listed records, selection and edits. */
export interface ReviewContext {
  readonly view: ReviewView;
  readonly columns: readonly GridColumn[];
  readonly filter: ReviewFilter;
  readonly choose: ChooseFilter;
  readonly records: RecordList;
  readonly selection: Selection;
  readonly edits: Edits;
  readonly find: FindState;
  /** Why nothing can be changed at the moment; undefined if changes are possible. */
  readonly lock: ReviewLock | undefined;
  /** Whether personal values are shown, not masked. */
  readonly isPersonalShown: boolean;
  readonly showPersonal: () => void;
  /** The order of the columns, and how to choose it. */
  readonly order: ColumnOrder;
  readonly chooseOrder: (order: ColumnOrder) => void;
}
