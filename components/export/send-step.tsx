'use client';

import { useSyncExternalStore } from 'react';
import { isSameMatching } from '#lib/core/same-matching.ts';
import { ExportFileSide } from './export-file-side.tsx';
import { useExportMapping } from './export-mapping.ts';
import type { KnownReview } from './known-review.ts';
import { SendSheet, type SendSheetProps } from './send-sheet.tsx';
import { SendSkeleton } from './send-skeleton.tsx';

export type SendStepProps = Omit<SendSheetProps, 'matching' | 'review'> & {
  connectorType: string;
  review: KnownReview | null;
};

/** The last step: who sends it, where to and how, beside what that will cause. */
export function SendStep({ connectorType, review: known, ...props }: SendStepProps) {
  const matching = useExportMapping(props.file, connectorType);
  // What was found with other columns says nothing of what will be sent.
  const isOfThese = known && isSameMatching(known.matching, { mapping: matching.mapping, constants: {} });
  const review = isOfThese ? known.view : null;
  const remembers = useRemembers();
  return (
    <>
      <ExportFileSide at="send" file={props.file} plan={matching.plan} review={review} />
      {remembers ? <SendSheet {...props} matching={matching} review={review} /> : <SendSkeleton />}
    </>
  );
}

/** Whether this tab's memory can be read: the server cannot, and the form begins with what was entered before. */
function useRemembers(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
