'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { discardUpload, uploadAddress } from '#components/upload/transfer/unfinished-upload.ts';
import type { ResumableUpload } from '#lib/core/view/upload/resumable-upload.ts';

/** Discards an unfinished upload and refreshes the page. */
export function useDiscard(): (upload: ResumableUpload) => Promise<void> {
  const t = useTranslations('exports.upload.unfinished');
  const router = useRouter();
  return async (upload) => {
    if (!(await discardUpload(uploadAddress(upload)))) toast.error(t('failed', { name: upload.name }));
    router.refresh();
  };
}
