import type { RepeatChoice } from '../job/job.ts';

/** What was automatically applied to a file from its saved mapping. */
export interface AppliedMapping {
  readonly name: string;
  /** How many values are matched to a field's values, or leave their records out. */
  readonly values: number;
  /** Which repeats are sent; absent if that was never decided. */
  readonly repeats?: RepeatChoice;
  readonly fixes: number;
  /** How many records these fixes changed. */
  readonly fixed: number;
}
