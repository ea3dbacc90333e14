import { useTranslations } from 'next-intl';
import { SheetTabs } from '#components/layout/sheet.tsx';
import { DRAFTS, JOBS } from '#components/paths.ts';
import { TabLinks } from '#components/ui/navigation/tab-links.tsx';

/** Jobs, and files that no job sends yet. */
export function JobsTabs({ jobs, drafts }: { jobs: number; drafts: number }) {
  const t = useTranslations();
  return (
    <SheetTabs>
      <TabLinks
        tabs={[
          { href: JOBS, label: t('jobs.title'), count: jobs },
          { href: DRAFTS, label: t('drafts.title'), count: drafts },
        ]}
      />
    </SheetTabs>
  );
}
