import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { isFixable } from '#components/job/resend/resend-option.ts';
import { jobPath } from '#components/paths.ts';
import { FixStart } from '#components/review/fixing/fix-start.tsx';
import { FixStep } from '#components/review/fixing/fix-step.tsx';
import { connectorOf } from '#lib/connectors/registry.ts';
import { uploadOf } from '#lib/core/job/job.ts';
import { jobOf } from '#lib/operations/jobs/control-job.ts';
import { isReviewOf } from '#lib/operations/review/fixing/job-records.ts';
import { viewReview } from '#lib/operations/review/view-review.ts';
import { unavailableReason } from '#lib/operations/uploads/readable-upload.ts';
import { reviewOptions } from '#lib/runtime/operation-options.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { editReview } from '../../../exports/new/[uploadId]/review/actions.ts';
import { fixJob, resendFixedOfJob } from '../../actions.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/fix'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('review.ofJob');
  return { title: t('titleOf', { id: String((await loadJob(params)).id) }) };
}

/** The records of a job to fix. Without such records, or without the file, the job's page explains why. */
export default async function FixPage({ params }: Props) {
  const view = await loadJob(params);
  if (!isFixable(view)) redirect(jobPath(view.id));
  const runtime = await webRuntime();
  const job = jobOf(runtime, view.id);
  const upload = runtime.uploads.get(uploadOf(job));
  if (await unavailableReason(upload, runtime.files)) redirect(jobPath(view.id));
  const review = runtime.reviews.find(upload.id);
  if (!review || !isReviewOf(review, job))
    return <FixStart job={view.id} hasOtherMapping={Boolean(review)} fix={fixJob} />;
  const { mapping, constants } = job;
  return (
    <FixStep
      job={view}
      header={upload.header}
      matching={{ mapping, constants }}
      initial={await viewReview(upload.id, reviewOptions(runtime, connectorOf(job.connector)), job.id)}
      edit={editReview}
      resend={resendFixedOfJob}
    />
  );
}
