import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/workbench/list-skeleton.tsx';
import { DATABASES } from '#components/workbench/workbench-paths.ts';

export default async function DatabaseLoading() {
  const t = await getTranslations('workbench.databases');
  return <ListSkeleton title="…" crumbs={[{ label: t('title'), href: DATABASES }]} columns={5} />;
}
