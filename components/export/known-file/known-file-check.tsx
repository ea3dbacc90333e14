'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { ExportFileSide } from '#components/export-steps/export-file-side.tsx';
import { useExportMapping } from '#components/export-steps/export-mapping.ts';
import { getJson } from '#components/http/request-json.ts';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { repeatListPath, repeatsPath, reviewStatePath, stepPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { type RepeatCounts, repeatsOf } from '#lib/core/review/repeats/repeats-view.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';
import { exportQueryClient } from '../export-query-client.ts';

export interface KnownFileCheckProps {
  file: ExportFile;
  connectorType: string;
  /** The name of the saved mapping. */
  mapping: string;
}

const POLL_MS = 400;
/** Retries until a request succeeds; failures are shown from the second one on. */
const RETRY = { retry: true, retryDelay: POLL_MS };

/**
 * Shown for a file whose columns and values its saved mapping covers. Waits for the review, then continues to Send. It
 * continues to the review instead if that failed, if a record is invalid or none is ready, or if nothing is decided
 * about repeats.
 */
export function KnownFileCheck({ file, connectorType, mapping }: KnownFileCheckProps) {
  const t = useTranslations('exports.knownFile');
  const failed = useTranslations('review.failed');
  const router = useRouter();
  const { plan, foundMapping } = useExportMapping(file, connectorType);
  const review = useQuery(
    {
      ...RETRY,
      queryKey: ['known-file', ...readingKey(file)],
      queryFn: ({ signal }) =>
        getJson<ReviewView>(reviewStatePath({ upload: file.id, job: undefined }, undefined), signal),
      gcTime: 0,
      refetchInterval: POLL_MS,
    },
    exportQueryClient,
  );
  // A person decides about repeats, unless the saved mapping does.
  const areRepeatsOpen = foundMapping?.choices?.repeats === undefined;
  const { data } = review;
  const step = data && nextStep(data);
  const repeatCount = useQuery(
    {
      ...RETRY,
      queryKey: ['known-file', file.id, 'repeats'],
      queryFn: ({ signal }) => getJson<RepeatCounts>(repeatsPath(file.id), signal),
      enabled: areRepeatsOpen && step === 'send',
      gcTime: 0,
      refetchInterval: POLL_MS,
    },
    exportQueryClient,
  );
  const { data: repeats } = repeatCount;
  const failure = [review, repeatCount].find(({ failureCount }) => failureCount > 1)?.failureReason;
  const isCountingRepeats =
    areRepeatsOpen && step === 'send' && (repeats === undefined || repeats.state === 'counting');
  const hasOpenRepeats = areRepeatsOpen && repeats?.state === 'ready' && repeatsOf(repeats) > 0;
  const targetPath = step === 'send' && hasOpenRepeats ? repeatListPath(file.id) : step && stepPath(file.id, step);
  useEffect(() => {
    if (targetPath && !isCountingRepeats) router.replace(targetPath);
  }, [targetPath, isCountingRepeats, router]);
  return (
    <>
      <ExportFileSide currentStep="review" file={file} plan={plan} />
      <Sheet>
        <SheetHead title={t('title')} actions={<ExportClose />} />
        <SheetBody>
          <div className="grid max-w-160 gap-4">
            <p role="status">{t.rich('text', { mapping, b: (chunks) => <b>{chunks}</b> })}</p>
            {failure ? (
              <ErrorState title={failed('state')}>{failure.message || failed('stateText')}</ErrorState>
            ) : (
              <ProgressBar
                label={t('progress')}
                max={data?.progress.of ?? 1}
                value={data?.state === 'running' ? data.progress.bytes : undefined}
              />
            )}
            {isCountingRepeats && <p className="text-sm text-text-muted">{t('repeats')}</p>}
            <p className="text-sm text-text-muted">{t('then')}</p>
          </div>
        </SheetBody>
        <SheetFoot>
          <ButtonLink href={stepPath(file.id, 'match')}>{t('match')}</ButtonLink>
        </SheetFoot>
      </Sheet>
    </>
  );
}

function nextStep({ state, records }: ReviewView): 'review' | 'send' | undefined {
  if (state === 'failed') return 'review';
  if (state !== 'ready') return undefined;
  return records.invalid === 0 && records.ready > 0 ? 'send' : 'review';
}
