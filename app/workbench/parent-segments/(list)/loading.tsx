import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';

export default async function ParentSegmentsLoading() {
  const t = await getTranslations('parent-segments');
  return <ListSkeleton title={t('title')} columnCount={5} />;
}
