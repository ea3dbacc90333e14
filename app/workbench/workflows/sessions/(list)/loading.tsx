import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';
import { WORKFLOWS } from '#components/paths.ts';

export default async function SessionsLoading() {
  const t = await getTranslations('workflow-attempts');
  const workflows = await getTranslations('workflows');
  return <ListSkeleton crumbs={[{ label: workflows('title'), href: WORKFLOWS }]} title={t('sessions')} columns={7} />;
}
