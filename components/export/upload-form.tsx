'use client';

import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { keepExportDraft } from './export-draft.ts';
import { UploadFormatFields } from './upload-format-fields.tsx';
import { UploadProgress } from './upload-progress.tsx';
import type { UploadFormat } from './upload-request.ts';
import { useUpload } from './use-upload.ts';

const AUTOMATIC: UploadFormat = { encoding: '', delimiter: '' };

/** Chooses a file and takes it to the console. `authentication` is remembered for the last step. */
export function UploadForm({ authentication }: { authentication: number | null }) {
  const t = useTranslations('exports.upload');
  const router = useRouter();
  const [format, setFormat] = useState(AUTOMATIC);
  const { state, send, cancel } = useUpload((id) => {
    if (authentication !== null) keepExportDraft(id, { form: { authentication } });
    router.push(`/exports/new/${id}/match`);
  });
  const failed = state.phase === 'failed' ? state : undefined;
  return (
    <div className="grid max-w-160 gap-6">
      {state.phase === 'waiting' || state.phase === 'failed' ? (
        <FileDrop
          label={t('drop')}
          accept=".csv,.tsv,.txt,.gz,text/csv,text/tab-separated-values"
          onFile={(file) => send(file, format)}
          help={t('dropHelp')}
          error={failed?.message}
        />
      ) : (
        <UploadProgress state={state} onCancel={cancel} />
      )}
      {failed?.repeatable && (
        <Button
          className="justify-self-start"
          icon={<RotateCw aria-hidden />}
          onClick={() => send(failed.file, format)}
        >
          {t('again', { name: failed.file.name })}
        </Button>
      )}
      <UploadFormatFields format={format} onChange={setFormat} />
    </div>
  );
}
