'use client';

import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import { useExportDraft } from '#components/export-steps/export-draft.ts';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { ExportFileSide } from '#components/export-steps/export-file-side.tsx';
import { useUnitsSummary } from '#components/export-steps/units-summary.ts';
import { chosenRepeats, countLeftOut, useRepeats } from '#components/export-steps/use-repeats.ts';
import { Sheet } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { stepPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import { compilePlan, type Matching } from '#lib/core/record/plan.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { EditReview } from './edits/use-edits.ts';
import { gridColumns } from './grid/review-columns.ts';
import { ReviewBody } from './review-body.tsx';
import { ReviewFoot } from './review-foot.tsx';
import type { ReviewPreferences } from './review-preferences.ts';
import { useReview } from './use-review.ts';
import { ReviewWorkspace } from './workspace/review-workspace.tsx';

export interface ReviewStepProps {
  file: ExportFile;
  connectorType: string;
  matching: Matching;
  initial: ReviewView;
  edit: EditReview;
  /** When the file is due to be deleted, in milliseconds since 1970; null while a job needs it. */
  keptUntil: number | null;
  hasJobs: boolean;
  /** The name of the saved mapping that was applied to the file, so that a person did not see the steps before. */
  savedMapping: string | undefined;
  preferences: ReviewPreferences;
}

/** The step between mapping and sending: checks the whole file and lets people fix it. */
export function ReviewStep(props: ReviewStepProps) {
  const { file, connectorType, matching, initial, edit, keptUntil, hasJobs, savedMapping, preferences } = props;
  const t = useTranslations('review');
  const review = useReview(initial);
  const { data: view } = review;
  const repeats = useRepeats(view);
  const { draft, changeDraft } = useExportDraft(file);
  const choice = chosenRepeats(draft, file.savedMapping) ?? 'keep';
  const chooseRepeats = (next: RepeatChoice) => changeDraft({ form: { ...draft.form, repeats: next } });
  const connector = connectorOf(connectorType);
  const columns = useMemo(() => gridColumns(connector, file.header, matching), [connector, file.header, matching]);
  const plan = useMemo(() => compilePlan(connector.fields, file.header, matching), [connector, file.header, matching]);
  const unitsSummary = useUnitsSummary(plan);
  return (
    <>
      <ExportFileSide currentStep="review" file={file} plan={plan} />
      <Sheet>
        <SheetHead
          title={t('title')}
          note={
            <span className="max-wide:hidden">
              {[file.name, ...(unitsSummary ? [unitsSummary] : [])].join(' · ')}
              {savedMapping !== undefined && (
                <>
                  {' · '}
                  {t.rich('matchedAs', {
                    name: savedMapping,
                    link: (chunks) => <Link href={stepPath(file.id, 'match')}>{chunks}</Link>,
                  })}
                </>
              )}
              {keptUntil !== null && (
                <> · {t.rich('keptUntil', { date: () => <Time value={keptUntil} shape="date" /> })}</>
              )}
            </span>
          }
          badges={
            !hasJobs && (
              <Badge tone="neutral" icon={<ShieldCheck aria-hidden />}>
                {t('nothingSent')}
              </Badge>
            )
          }
          actions={<ExportClose />}
        />
        <ReviewBody review={review}>
          <ReviewWorkspace
            view={view}
            columns={columns}
            edit={edit}
            hasCoverage
            preferences={preferences}
            repeats={{ counts: repeats, choice, onChoose: chooseRepeats }}
            foot={(editResult) => (
              <ReviewFoot view={view} repeatsLeftOut={countLeftOut(choice, repeats) ?? null}>
                {editResult}
              </ReviewFoot>
            )}
          />
        </ReviewBody>
        {view.state !== 'ready' && <ReviewFoot view={view} />}
      </Sheet>
    </>
  );
}
