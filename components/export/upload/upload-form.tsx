'use client';

import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { changeExportDraft } from '#components/export-steps/export-draft.ts';
import { exportPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { FileDrop } from '#components/ui/files/file-drop.tsx';
import { findUnfinished, uploadAddress } from '#components/upload/transfer/unfinished-upload.ts';
import type { UploadFormat } from '#components/upload/transfer/upload-completion.ts';
import { UploadFormatFields } from '#components/upload/upload-format-fields.tsx';
import { UploadProgress } from '#components/upload/upload-progress.tsx';
import { useUpload } from '#components/upload/use-upload.ts';
import type { ResumableUpload } from '#lib/core/view/upload/resumable-upload.ts';
import { UnfinishedUploads } from './unfinished-uploads.tsx';
import { useDiscard } from './use-discard.ts';

const AUTOMATIC: UploadFormat = { format: '', encoding: '', delimiter: '' };

export interface UploadFormProps {
  /** Preselected in the last step. */
  authentication: number | null;
  unfinished: readonly ResumableUpload[];
}

/** Uploads a chosen file, or resumes an unfinished upload of it. */
export function UploadForm({ authentication, unfinished }: UploadFormProps) {
  const t = useTranslations('exports.upload');
  const router = useRouter();
  const [format, setFormat] = useState(AUTOMATIC);
  // The format may change during the upload; what counts is its value when the file is read.
  const formatRef = useRef(format);
  const discard = useDiscard();
  const { state, send, ...control } = useUpload(() => formatRef.current, {
    onCompleted: (id) => {
      if (authentication !== null) changeExportDraft(id, { form: { authentication } });
      router.push(exportPath(id));
    },
    onFailedOrCanceled: () => router.refresh(),
  });
  const upload = (file: File) => {
    const resumable = findUnfinished(file, unfinished);
    return send(file, resumable && { address: uploadAddress(resumable), received: resumable.received });
  };
  const failed = state.phase === 'failed' ? state : undefined;
  const isIdle = state.phase === 'waiting' || state.phase === 'failed';
  return (
    <div className="grid max-w-160 grid-cols-[minmax(0,1fr)] gap-6">
      {isIdle && unfinished.length > 0 && <UnfinishedUploads uploads={unfinished} onDiscard={discard} />}
      {state.phase === 'waiting' || state.phase === 'failed' ? (
        <FileDrop
          label={t('drop')}
          accept=".xlsx,.xlsm,.csv,.tsv,.txt,.jsonl,.ndjson,.json,.gz,text/csv,text/tab-separated-values,application/jsonl"
          onFile={upload}
          help={t('dropHelp')}
          error={failed?.message}
        />
      ) : (
        <UploadProgress state={state} {...control} />
      )}
      {failed?.isRepeatable && (
        <Button
          className="max-w-full justify-self-start"
          icon={<RotateCw aria-hidden />}
          onClick={() => upload(failed.file)}
        >
          <span className="truncate">{t('again', { name: failed.file.name })}</span>
        </Button>
      )}
      <UploadFormatFields
        format={format}
        onChange={(next) => {
          formatRef.current = next;
          setFormat(next);
        }}
      />
    </div>
  );
}
