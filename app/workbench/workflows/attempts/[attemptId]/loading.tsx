import { getTranslations } from 'next-intl/server';
import { TabbedSkeleton } from '#components/layout/sheet-skeleton.tsx';
import { WORKFLOWS } from '#components/paths.ts';
import { SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import { Table } from '#components/ui/tables/table.tsx';

/** The skeleton of an attempt's head and tasks. */
export default async function AttemptLoading() {
  const t = await getTranslations('workflow-attempts');
  const workflowText = await getTranslations('workflows');
  return (
    <TabbedSkeleton crumbs={[{ label: workflowText('title'), href: WORKFLOWS }]}>
      <Table label={t('timeline.chart')} busy>
        <tbody>
          <SkeletonRows rows={8} columns={2} />
        </tbody>
      </Table>
    </TabbedSkeleton>
  );
}
