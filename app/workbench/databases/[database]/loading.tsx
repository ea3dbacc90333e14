import { getTranslations } from 'next-intl/server';
import { DATABASES } from '#components/paths.ts';
import { ListSkeleton } from '#components/workbench/list-skeleton.tsx';

export default async function DatabaseLoading() {
  const t = await getTranslations('workbench.databases');
  return <ListSkeleton title="…" crumbs={[{ label: t('title'), href: DATABASES }]} columns={5} />;
}
