import { getTranslations } from 'next-intl/server';
import { TabbedSkeleton } from '#components/layout/sheet-skeleton.tsx';
import { WORKFLOWS } from '#components/paths.ts';
import { TableSkeleton } from '#components/ui/tables/table-skeleton.tsx';

/** The skeleton of an attempt's head and tasks. */
export default async function AttemptLoading() {
  const t = await getTranslations('workflow-attempts');
  const workflowText = await getTranslations('workflows');
  return (
    <TabbedSkeleton crumbs={[{ label: workflowText('title'), href: WORKFLOWS }]}>
      <TableSkeleton label={t('timeline.chart')} rows={8} columns={2} />
    </TabbedSkeleton>
  );
}
