import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';
import { WORKFLOWS } from '#components/paths.ts';

export default async function SessionsLoading() {
  const t = await getTranslations('workflow-attempts');
  const workflows = t('empty.action');
  return <ListSkeleton crumbs={[{ label: workflows, href: WORKFLOWS }]} title={t('sessions')} columns={7} />;
}
