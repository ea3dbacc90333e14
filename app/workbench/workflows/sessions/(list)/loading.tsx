import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';
import { WORKFLOWS } from '#components/paths.ts';

export default async function SessionsLoading() {
  const t = await getTranslations('workflow-attempts');
  const workflowText = await getTranslations('workflows');
  return (
    <ListSkeleton crumbs={[{ label: workflowText('title'), href: WORKFLOWS }]} title={t('sessions')} columnCount={7} />
  );
}
