import type { ReactNode } from 'react';
import type { Desk } from './desk.ts';
import type { ReviewBarProps } from './filter/review-bar.tsx';

export interface ReviewRecordsProps extends Omit<ReviewBarProps, 'desk' | 'fixMenu'> {
  desk: Desk;
  isLoading: boolean;
  /** Stands between the bar and the records. */
  notice: ReactNode;
  /** Stands in place of the records where there are none. */
  children: ReactNode;
}
