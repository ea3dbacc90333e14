import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';
import { DATABASES } from '#components/paths.ts';

export default async function DatabaseLoading() {
  const t = await getTranslations('workbench.databases');
  return <ListSkeleton title="…" crumbs={[{ label: t('title'), href: DATABASES }]} columnCount={5} />;
}
