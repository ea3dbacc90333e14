'use client';

import { useSyncExternalStore } from 'react';
import { ExportFileSide } from './export-file-side.tsx';
import { useExportMapping } from './export-mapping.ts';
import { SendSheet, type SendSheetProps } from './send-sheet.tsx';
import { SendSkeleton } from './send-skeleton.tsx';

export type SendStepProps = Omit<SendSheetProps, 'matching'> & { connectorType: string };

/** The last step: who sends it, where to and how, beside what that will cause. */
export function SendStep({ connectorType, ...props }: SendStepProps) {
  const matching = useExportMapping(props.file, connectorType);
  const remembers = useRemembers();
  return (
    <>
      <ExportFileSide at="send" file={props.file} plan={matching.plan} />
      {remembers ? <SendSheet {...props} matching={matching} /> : <SendSkeleton />}
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
