import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';

export default async function ActivationsLoading() {
  const t = await getTranslations('activations');
  return <ListSkeleton title={t('title')} columnCount={7} />;
}
