import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { fixableOf } from '#components/job/resend/resend-option.ts';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { fixPath, jobPath } from '#components/paths.ts';
import { FixStart } from '#components/review/fixing/fix-start.tsx';
import { FixStep } from '#components/review/fixing/fix-step.tsx';
import { reviewPreferences } from '#components/review/review-preferences.ts';
import { viewFixing } from '#lib/commands/console/job-records.ts';
import { hasPermission } from '#lib/core/access/permission.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import { editReview } from '../../../exports/new/[uploadId]/review/actions.ts';
import { fixJob, resendFixed } from '../../actions.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/fix'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('review.ofJob');
  return { title: t('titleOf', { id: String((await loadJob(params)).id) }) };
}

/**
 * The review of an export's records that can be fixed, under the export's first job. If there are none, or the file is
 * gone, redirects to the job's page, which explains why.
 */
export default gatedPage('/jobs/[jobId]/fix', async ({ params }: Props) => {
  const job = await loadJob(params);
  const fixable = fixableOf(job);
  if (!fixable) redirect(jobPath(job.id));
  if (fixable.job !== job.id) redirect(fixPath(fixable.job));
  const fixing = await load(viewFixing, { job: job.id });
  if (fixing === undefined) redirect(jobPath(job.id));
  const { header, matching, review, hasOtherMapping } = fixing;
  if (review === undefined) return <FixStart job={job.id} hasOtherMapping={hasOtherMapping} fix={fixJob} />;
  return (
    <FixStep
      job={job}
      header={header}
      matching={matching}
      initial={review}
      edit={editReview}
      resend={resendFixed}
      preferences={reviewPreferences(await cookies(), hasPermission((await requestVisitor()).actor, 'values.show'))}
    />
  );
});
