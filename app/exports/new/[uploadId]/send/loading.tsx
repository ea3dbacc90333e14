import { SendSkeleton } from '#components/export/send/send-skeleton.tsx';
import { ExportSide } from '#components/export-steps/export-side.tsx';

export default function SendLoading() {
  return (
    <>
      <ExportSide currentStep="send" />
      <SendSkeleton />
    </>
  );
}
