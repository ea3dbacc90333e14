import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DraftsList } from '#components/drafts/drafts-list.tsx';
import { JobsTabs } from '#components/job/jobs-tabs.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { NEW_EXPORT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { viewDrafts } from '#lib/commands/console/uploads.ts';
import { load } from '#lib/web/run-command.ts';
import { deleteDraft } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('drafts'))('title') };
}

export default async function DraftsPage() {
  const t = await getTranslations();
  const { drafts, jobs } = await load(viewDrafts, {});
  return (
    <Sheet>
      <SheetHead
        title={t('drafts.title')}
        actions={
          <ButtonLink variant="primary" href={NEW_EXPORT}>
            {t('jobs.upload')}
          </ButtonLink>
        }
      />
      <JobsTabs jobCount={jobs} draftCount={drafts.length} />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {drafts.length === 0 ? (
          <EmptyState title={t('drafts.empty')}>{t('drafts.emptyText')}</EmptyState>
        ) : (
          <DraftsList drafts={drafts} remove={deleteDraft} />
        )}
      </SheetBody>
    </Sheet>
  );
}
