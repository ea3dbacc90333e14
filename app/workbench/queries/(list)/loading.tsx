import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';

export default async function QueriesLoading() {
  const t = await getTranslations('workbench.queries');
  return <ListSkeleton title={t('title')} columnCount={7} />;
}
