import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';

export default async function DatabasesLoading() {
  const t = await getTranslations('workbench.databases');
  return <ListSkeleton title={t('title')} columnCount={6} />;
}
