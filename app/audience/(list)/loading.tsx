import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';

export default async function SelectParentSegmentLoading() {
  const t = await getTranslations('audience-studio');
  return <ListSkeleton title={t('select')} columnCount={6} />;
}
