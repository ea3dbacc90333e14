'use client';

import { useWide } from '#components/ui/hooks/use-wide.ts';
import { ReviewCards } from './cards/review-cards.tsx';
import { ReviewTable } from './grid/review-table.tsx';
import type { ReviewRecordsProps } from './review-records-props.ts';

/** The records as a grid, or as cards on phones. */
export function ReviewRecords(props: ReviewRecordsProps) {
  return useWide() ? <ReviewTable {...props} /> : <ReviewCards {...props} />;
}
