import { FileText } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { Duration } from '#components/ui/duration.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { Tile } from '#components/ui/tile.tsx';
import type { UploadState } from './use-upload.ts';

export type UploadUnderWay = Exclude<UploadState, { phase: 'waiting' | 'failed' }>;
type Pass = Extract<UploadState, { phase: 'checking' | 'sending' }>;

/** A file on its way, in the place of the area it was dropped on, and as high. */
export function UploadProgress({ state, onCancel }: { state: UploadUnderWay; onCancel: () => void }) {
  const t = useTranslations('exports.upload.progress');
  const { file, phase } = state;
  const pass = phase === 'checking' || phase === 'sending' ? state : undefined;
  const word = t(phase === 'checking' ? 'checking' : phase === 'sending' ? 'sending' : 'reading');
  return (
    <div className="grid min-h-64 content-center justify-items-center gap-4 rounded-card border border-border bg-surface-sunken px-6 py-8">
      <Tile size="lg">
        <FileText />
      </Tile>
      <p className="text-center">
        <b className="block text-lg [overflow-wrap:anywhere]">{file.name}</b>
        <span role="status" className="text-sm text-text-muted">
          {word}
        </span>
      </p>
      <div className="w-full max-w-100">
        <ProgressBar
          label={t('label', { name: file.name })}
          value={pass && (pass.done / file.size) * 100}
          {...(!pass && { text: word })}
        />
        <p className="mt-2 flex min-h-5 flex-wrap justify-between gap-x-4 text-sm text-text-muted tabular-nums">
          {pass ? <Figures {...pass} /> : <Bytes value={file.size} />}
        </p>
      </div>
      <Button size="sm" onClick={onCancel} disabled={phase === 'taken'}>
        {t('cancel')}
      </Button>
    </div>
  );
}

function Figures({ file, done, bytesPerSecond }: Pass) {
  const t = useTranslations('exports.upload.progress');
  const format = useFormatter();
  const rate = { style: 'unit', unit: 'megabyte-per-second', maximumFractionDigits: 1 } as const;
  const left = bytesPerSecond > 0 ? ((file.size - done) / bytesPerSecond) * 1000 : undefined;
  return (
    <>
      <span>
        <b className="text-text">{t('percent', { percent: Math.floor((done / file.size) * 100) })}</b>{' '}
        {t.rich('of', { done: () => <Bytes value={done} />, total: () => <Bytes value={file.size} /> })}
      </span>
      <span>{format.number(bytesPerSecond / 1_000_000, rate)}</span>
      {left !== undefined && <span>{t.rich('left', { left: () => <Duration ms={Math.max(1000, left)} /> })}</span>}
    </>
  );
}
