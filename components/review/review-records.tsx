'use client';

import type { ReactNode } from 'react';
import { useWide } from '#components/ui/hooks/use-wide.ts';
import { ReviewCards } from './cards/review-cards.tsx';
import type { Desk } from './desk.ts';
import type { ReviewBarProps } from './filter/review-bar.tsx';
import { ReviewTable } from './grid/review-table.tsx';

export interface ReviewRecordsProps extends Omit<ReviewBarProps, 'desk' | 'fixMenu'> {
  desk: Desk;
  isLoading: boolean;
  /** Stands between the bar and the records. */
  notice: ReactNode;
  /** Stands in place of the records where there are none. */
  children: ReactNode;
}

/** The records as a grid, or as cards where there is no room for one. */
export function ReviewRecords(props: ReviewRecordsProps) {
  return useWide() ? <ReviewTable {...props} /> : <ReviewCards {...props} />;
}
