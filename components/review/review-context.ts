import type { ReviewFilter, ReviewView } from '#lib/core/review/review-view.ts';
import type { Edits } from './edits/use-edits.ts';
import type { ChooseFilter } from './filter/use-review-filter.ts';
import type { GridColumn } from './grid/review-columns.ts';
import type { Selection } from './grid/use-selection.ts';
import type { RecordList } from './use-numbers.ts';

/** The shared state of a review: its view, listed records, selection and edits. */
export interface ReviewContext {
  readonly view: ReviewView;
  readonly columns: readonly GridColumn[];
  readonly filter: ReviewFilter;
  readonly choose: ChooseFilter;
  readonly records: RecordList;
  readonly selection: Selection;
  readonly edits: Edits;
  /** Whether personal values are readable. */
  readonly personal: boolean;
}
