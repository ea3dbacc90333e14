import { getTranslations } from 'next-intl/server';
import { LoadingSheet } from '#components/audience/loading-sheet.tsx';

export default async function ParentSegmentsLoading() {
  const t = await getTranslations('parent-segments');
  return <LoadingSheet title={t('title')} columns={5} />;
}
