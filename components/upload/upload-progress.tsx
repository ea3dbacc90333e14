import { FileText } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import type { RunProgress } from './transfer/upload-run.ts';
import type { UploadControl, UploadState } from './use-upload.ts';

type ActiveUpload = Exclude<UploadState, { phase: 'waiting' | 'failed' }>;

export interface UploadProgressProps extends Pick<UploadControl, 'pause' | 'resume' | 'cancel'> {
  state: ActiveUpload;
}

/** The progress of an upload, shown in place of the drop area and with its height. */
export function UploadProgress({ state, pause, resume, cancel }: UploadProgressProps) {
  const t = useTranslations('exports.upload.progress');
  const { file, phase } = state;
  const transfer = 'done' in state && phase !== 'reading' ? state : undefined;
  const phaseText = t(phase === 'completed' ? 'reading' : phase);
  return (
    <div className="grid min-h-64 content-center justify-items-center gap-4 rounded-card border border-border bg-surface-sunken px-6 py-8">
      <Tile size="lg">
        <FileText />
      </Tile>
      <p className="max-w-[52ch] text-balance text-center">
        <b className="block text-lg [overflow-wrap:anywhere]">{file.name}</b>
        <span role="status" className="text-sm text-text-muted">
          {phaseText}
        </span>
      </p>
      <div className="w-full max-w-100">
        <ProgressBar
          label={t('label', { name: file.name })}
          value={transfer && (transfer.done / file.size) * 100}
          paused={phase === 'paused' || phase === 'lost'}
          {...(!transfer && { text: phaseText })}
        />
        <p className="mt-2 flex min-h-5 flex-wrap justify-between gap-x-4 text-sm text-text-muted tabular-nums">
          {transfer ? <Figures {...transfer} bytes={file.size} /> : <Bytes value={file.size} />}
        </p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        {phase === 'sending' && (
          <Button size="sm" onClick={pause}>
            {t('pause')}
          </Button>
        )}
        {(phase === 'paused' || phase === 'lost') && (
          <Button size="sm" onClick={resume}>
            {t(phase === 'paused' ? 'resume' : 'now')}
          </Button>
        )}
        <Button size="sm" onClick={cancel} disabled={phase === 'completed'}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}

function Figures({ phase, done, bytes, bytesPerSecond }: RunProgress & { bytes: number }) {
  const t = useTranslations('exports.upload.progress');
  const format = useFormatter();
  // A slow connection would otherwise show 0 MB/s.
  const [unit, bytesPerUnit] =
    bytesPerSecond < 1_000_000
      ? (['kilobyte-per-second', 1000] as const)
      : (['megabyte-per-second', 1_000_000] as const);
  const rate = format.number(bytesPerSecond / bytesPerUnit, { style: 'unit', unit, maximumFractionDigits: 1 });
  const remainingMs = bytesPerSecond > 0 ? ((bytes - done) / bytesPerSecond) * 1000 : undefined;
  return (
    <>
      <span>
        <b className="text-text">{t('percent', { percent: Math.floor((done / bytes) * 100) })}</b>{' '}
        {t.rich('of', { done: () => <Bytes value={done} />, total: () => <Bytes value={bytes} /> })}
      </span>
      {phase === 'sending' && <span>{rate}</span>}
      {phase === 'sending' && remainingMs !== undefined && (
        <span>{t.rich('left', { left: () => <Duration ms={Math.max(1000, remainingMs)} /> })}</span>
      )}
    </>
  );
}
