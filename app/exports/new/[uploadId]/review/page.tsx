import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { stepPath } from '#components/paths.ts';
import { READINESS_COOKIE, READINESS_HIDDEN } from '#components/review/readiness-preference.ts';
import { ReviewStep } from '#components/review/review-step.tsx';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { viewReview } from '#lib/operations/review/view-review.ts';
import { reviewOptions } from '#lib/runtime/operation-options.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { describeExportFile, loadUpload, type UploadParams } from '../load-upload.ts';
import { editReview } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') };
}

/** The review of a file. Files without a review lead to the mapping step. */
export default async function ReviewPage({ params }: UploadParams) {
  const upload = await loadUpload(params);
  const runtime = await webRuntime();
  const review = runtime.reviews.find(upload.id);
  if (!review) redirect(stepPath(upload.id, 'match'));
  const view = await viewReview(upload.id, reviewOptions(runtime, getFileConnector()));
  const { mapping, constants } = review;
  return (
    <ReviewStep
      file={await describeExportFile(upload)}
      connectorType={review.connector}
      matching={{ mapping, constants }}
      initial={view}
      edit={editReview}
      keptUntil={runtime.retention.dueAt(upload.id, runtime.settings.current().retention_days)}
      isReadinessOpen={(await cookies()).get(READINESS_COOKIE)?.value !== READINESS_HIDDEN}
    />
  );
}
