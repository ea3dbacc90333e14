import type { ReactNode } from 'react';
import type { ReviewBarProps } from './filter/review-bar.tsx';
import type { ReviewContext } from './review-context.ts';

export interface ReviewRecordsProps extends Omit<ReviewBarProps, 'context' | 'fixMenu'> {
  context: ReviewContext;
  isLoading: boolean;
  /** Shown between the toolbar and the records. */
  notice: ReactNode;
  /** Shown instead of an empty list. */
  children: ReactNode;
}
