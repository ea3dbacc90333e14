import type { RepeatChoice } from '../job/job.ts';

/** What was automatically applied to a file from its saved mapping. */
export interface AppliedMapping {
  readonly name: string;
  /** Values that are matched to a field's values, or leave their records out. */
  readonly values: number;
  /** Which repeats are sent; absent if that was never decided. */
  readonly repeats?: RepeatChoice;
  readonly fixes: number;
  /** Records that these fixes changed. */
  readonly fixed: number;
}
