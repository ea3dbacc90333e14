'use client';

import { useTranslations } from 'next-intl';
import { type ExportStep, sheetPath, stepPath } from '#components/paths.ts';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { countColumns, type Plan } from '#lib/core/record/plan.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { ExportFile } from './export-file.ts';
import { useFormatText, useHeaderText } from './export-format.ts';
import { ExportSide } from './export-side.tsx';
import { unitAnswers, useUnitText } from './use-unit-text.ts';

export interface ExportFileSideProps {
  currentStep: Exclude<ExportStep, 'upload'>;
  file: ExportFile;
  /** Absent while the columns are not mapped yet. */
  plan?: Plan;
  /** The review of the file, once there is one. */
  review?: ReviewView | null;
}

/** The stepper of an export whose file is uploaded. */
export function ExportFileSide({ currentStep, file, plan, review = null }: ExportFileSideProps) {
  const t = useTranslations('exports.steps');
  const formatText = useFormatText();
  const headerText = useHeaderText();
  const unitText = useUnitText();
  const namedCount = file.header.filter((name) => name !== '').length;
  const matchedText =
    currentStep === 'match' || !plan
      ? t('columns', { count: namedCount })
      : t('matched', {
          matched: countColumns(plan).matched,
          ignored: plan.ignored.length,
        });
  const constantCount = plan?.columns.filter(({ constant }) => constant !== undefined).length ?? 0;
  const unitTexts = plan ? unitAnswers(plan).map(unitText) : [];
  const constantTexts = constantCount > 0 ? [t('constants', { count: constantCount })] : [];
  return (
    <ExportSide
      currentStep={currentStep}
      slim={currentStep === 'review'}
      facts={{
        upload: [file.name, <Bytes key="size" value={file.bytes} />],
        header: [headerText(file), formatText(file)],
        match: currentStep === 'header' ? [] : [matchedText, ...constantTexts, ...unitTexts],
        review: review ? [t('reviewed', { fixed: review.records.fixed, invalid: review.records.invalid })] : [],
      }}
      hrefOf={(step) => (step === 'upload' && file.workbook ? sheetPath(file.id) : stepPath(file.id, step))}
    />
  );
}
