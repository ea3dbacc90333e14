import type { ReactNode } from 'react';
import type { ReviewContext } from './desk.ts';
import type { ReviewBarProps } from './filter/review-bar.tsx';

export interface ReviewRecordsProps extends Omit<ReviewBarProps, 'context' | 'fixMenu'> {
  context: ReviewContext;
  isLoading: boolean;
  /** Shown between the toolbar and the records. */
  notice: ReactNode;
  /** Shown instead of an empty list. */
  children: ReactNode;
}
