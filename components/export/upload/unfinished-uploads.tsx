import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import type { ResumableUpload } from '#lib/core/view/upload/resumable-upload.ts';

export interface UnfinishedUploadsProps {
  uploads: readonly ResumableUpload[];
  onDiscard: (upload: ResumableUpload) => void;
}

/** Unfinished uploads. Choosing the file of an upload again resumes it. */
export function UnfinishedUploads({ uploads, onDiscard }: UnfinishedUploadsProps) {
  const t = useTranslations('exports.upload.unfinished');
  return (
    <ul aria-label={t('list')} className="grid gap-3">
      {uploads.map((upload) => {
        const percent = Math.floor((upload.received / upload.bytes) * 100);
        return (
          <li key={upload.id}>
            <Banner
              tone="paused"
              title={<span className="[overflow-wrap:anywhere]">{t('title', { name: upload.name, percent })}</span>}
              actions={
                <Button size="sm" aria-label={t('discardOf', { name: upload.name })} onClick={() => onDiscard(upload)}>
                  {t('discard')}
                </Button>
              }
            >
              {t.rich('text', {
                received: () => <Bytes value={upload.received} />,
                total: () => <Bytes value={upload.bytes} />,
              })}
            </Banner>
          </li>
        );
      })}
    </ul>
  );
}
