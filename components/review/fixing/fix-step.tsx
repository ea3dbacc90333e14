'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { IssueTitles } from '#components/job/issue-titles.tsx';
import { Sheet } from '#components/layout/sheet.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Matching } from '#lib/core/record/plan.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { EditReview } from '../edits/use-edits.ts';
import { gridColumns } from '../grid/review-columns.ts';
import { ReviewBody } from '../review-body.tsx';
import type { ReviewPreferences } from '../review-preferences.ts';
import { useReview } from '../use-review.ts';
import { ReviewWorkspace } from '../workspace/review-workspace.tsx';
import { FixHead } from './fix-head.tsx';
import { type ResendFixed, ResendFoot } from './resend-foot.tsx';

export interface FixStepProps {
  job: JobView;
  header: readonly string[];
  matching: Matching;
  initial: ReviewView;
  edit: EditReview;
  resend: ResendFixed;
  preferences: ReviewPreferences;
}

/** Fixes the rejected and invalid records of an export, whose first job is `job`, and sends them again. */
export function FixStep({ job, header, matching, initial, edit, resend, preferences }: FixStepProps) {
  const t = useTranslations('review.ofJob');
  const review = useReview(initial);
  const { data: view } = review;
  const { connector } = job;
  const columns = useMemo(() => gridColumns(connectorOf(connector), header, matching), [connector, header, matching]);
  return (
    <Sheet>
      <FixHead
        job={job.id}
        note={<span className="max-wide:hidden">{job.name}</span>}
        badges={
          <Badge tone="neutral" className="max-wide:hidden">
            {t('of', { id: String(job.id) })}
          </Badge>
        }
      />
      <IssueTitles job={job}>
        <ReviewBody review={review}>
          <ReviewWorkspace
            view={view}
            columns={columns}
            edit={edit}
            hasCoverage={false}
            preferences={preferences}
            foot={(editResult) => (
              <ResendFoot job={job} view={view} resend={resend}>
                {editResult}
              </ResendFoot>
            )}
          />
        </ReviewBody>
      </IssueTitles>
      {view.state !== 'ready' && <ResendFoot job={job} view={view} resend={resend} />}
    </Sheet>
  );
}
