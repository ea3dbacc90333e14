'use client';

import { ExportFileSide } from '#components/export-steps/export-file-side.tsx';
import { useExportMapping } from '#components/export-steps/export-mapping.ts';
import { isSameMatching } from '#lib/core/matching/same-matching.ts';
import type { KnownReview } from '../known-review.ts';
import { SendSheet, type SendSheetProps } from './send-sheet.tsx';

export type SendStepProps = Omit<SendSheetProps, 'matching' | 'review'> & {
  connectorType: string;
  review: KnownReview | null;
};

/** The last step: who sends it, where to and how, beside what that will cause. */
export function SendStep({ connectorType, review: known, ...props }: SendStepProps) {
  const matching = useExportMapping(props.file, connectorType);
  // What was found with other columns says nothing of what will be sent.
  const review = known && isSameMatching(known.matching, matching) ? known.view : null;
  return (
    <>
      <ExportFileSide at="send" file={props.file} plan={matching.plan} review={review} />
      <SendSheet {...props} matching={matching} review={review} />
    </>
  );
}
