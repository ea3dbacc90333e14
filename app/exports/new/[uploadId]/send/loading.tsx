import { ExportSide } from '#components/export/export-side.tsx';
import { SendSkeleton } from '#components/export/send/send-skeleton.tsx';

export default function SendLoading() {
  return (
    <>
      <ExportSide at="send" />
      <SendSkeleton />
    </>
  );
}
