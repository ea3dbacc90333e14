import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { stepPath } from '#components/paths.ts';
import { reviewPreferences } from '#components/review/review-preferences.ts';
import { ReviewStep } from '#components/review/review-step.tsx';
import { viewAppliedMapping } from '#lib/commands/console/mappings/saved-mappings.ts';
import { viewReviewStep } from '#lib/commands/console/reviews.ts';
import { hasPermission } from '#lib/core/access/permission.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { load } from '#lib/web/run-command.ts';
import { loadExportFile, type UploadParams } from '../load-upload.ts';
import { editReview } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') };
}

/** The review of a file. If there is none, redirects to Match. */
export default async function ReviewPage({ params }: UploadParams) {
  const file = await loadExportFile(params);
  const step = await load(viewReviewStep, { upload: file.id });
  if (!step) redirect(stepPath(file.id, 'match'));
  const { view, ...review } = step;
  return (
    <ReviewStep
      {...review}
      file={file}
      initial={view}
      savedMapping={(await load(viewAppliedMapping, { upload: file.id }))?.name}
      edit={editReview}
      preferences={reviewPreferences(await cookies(), hasPermission((await requestVisitor()).actor, 'values.show'))}
    />
  );
}
