'use client';

import { ExportFileSide } from '#components/export-steps/export-file-side.tsx';
import { useExportMapping } from '#components/export-steps/export-mapping.ts';
import { useRepeats } from '#components/export-steps/use-repeats.ts';
import { isSameMatching } from '#lib/core/matching/same-matching.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { ReviewWithMapping } from '../review-with-mapping.ts';
import { SendSheet, type SendSheetProps } from './send-sheet.tsx';
import { SendSkeleton } from './send-skeleton.tsx';
import { useQuestionsAnswered } from './use-questions-answered.ts';

export type SendStepProps = Omit<SendSheetProps, 'matching' | 'review' | 'repeats'> & {
  connectorType: string;
  review: ReviewWithMapping | null;
};

/**
 * The last step: authentication, account and settings, with a forecast of what will be sent. If the file has no review
 * and something in Match still blocks sending, `useQuestionsAnswered` opens Match instead.
 */
export function SendStep({ connectorType, review: latest, ...props }: SendStepProps) {
  const matching = useExportMapping(props.file, connectorType);
  // A review of another mapping does not apply.
  const review = latest && isSameMatching(latest.matching, matching) ? latest.view : null;
  const areQuestionsAnswered = useQuestionsAnswered(props.file, matching, review !== null);
  return (
    <>
      <ExportFileSide currentStep="send" file={props.file} plan={matching.plan} review={review} />
      {review && <ReviewedSheet {...props} matching={matching} review={review} />}
      {!review && areQuestionsAnswered && (
        <SendSheet {...props} matching={matching} review={null} repeats={undefined} />
      )}
      {!review && !areQuestionsAnswered && <SendSkeleton />}
    </>
  );
}

function ReviewedSheet({ review, ...props }: Omit<SendSheetProps, 'repeats'> & { review: ReviewView }) {
  return <SendSheet {...props} review={review} repeats={useRepeats(review)} />;
}
