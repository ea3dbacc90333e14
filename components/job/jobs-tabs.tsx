import { useTranslations } from 'next-intl';
import { SheetTabs } from '#components/layout/sheet.tsx';
import { DRAFTS, JOBS } from '#components/paths.ts';
import { TabLinks } from '#components/ui/navigation/tab-links.tsx';

/** Tabs for jobs, and for files that no job has sent yet, except as a test or rehearsal. */
export function JobsTabs({ jobCount, draftCount }: { jobCount: number; draftCount: number }) {
  const t = useTranslations();
  return (
    <SheetTabs>
      <TabLinks
        tabs={[
          { href: JOBS, label: t('jobs.title'), count: jobCount },
          { href: DRAFTS, label: t('drafts.title'), count: draftCount },
        ]}
      />
    </SheetTabs>
  );
}
