'use client';

import { ExportFileSide } from './export-file-side.tsx';
import { useExportMapping } from './export-mapping.ts';
import { SendSheet, type SendSheetProps } from './send-sheet.tsx';

export type SendStepProps = Omit<SendSheetProps, 'matching'> & { connectorType: string };

/** The last step: who sends it, where to and how, beside what that will cause. */
export function SendStep({ connectorType, ...props }: SendStepProps) {
  const matching = useExportMapping(props.file, connectorType);
  return (
    <>
      <ExportFileSide at="send" file={props.file} plan={matching.plan} />
      <SendSheet {...props} matching={matching} />
    </>
  );
}
