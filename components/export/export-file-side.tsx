'use client';

import { useTranslations } from 'next-intl';
import { Bytes } from '#components/ui/bytes.tsx';
import type { Plan } from '#lib/core/plan.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { ExportFile } from './export-file.ts';
import { useFormatText } from './export-format.ts';
import { matchPath, reviewPath } from './export-paths.ts';
import { ExportSide } from './export-side.tsx';

export interface ExportFileSideProps {
  at: 'match' | 'review' | 'send';
  file: ExportFile;
  plan: Plan;
  /** How the file was found, once it was looked through. */
  review?: ReviewView | null;
}

/** The stepper of an export whose file is here. */
export function ExportFileSide({ at, file, plan, review = null }: ExportFileSideProps) {
  const t = useTranslations('exports.steps');
  const formatText = useFormatText();
  const { columns, ignored } = plan;
  const matched =
    at === 'match'
      ? t('columns', { count: columns.length + ignored.length })
      : t('matched', { matched: columns.length, ignored: ignored.length });
  return (
    <ExportSide
      at={at}
      slim={at === 'review'}
      facts={{
        upload: [file.name, <Bytes key="size" value={file.bytes} />, formatText(file)],
        match: [matched],
        review: review ? [t('reviewed', { fixed: review.records.fixed, invalid: review.records.invalid })] : [],
      }}
      hrefs={{ upload: '/exports/new', match: matchPath(file.id), review: reviewPath(file.id) }}
    />
  );
}
