import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';

export default async function NewActivationLoading() {
  const t = await getTranslations('activation-wizard');
  return <ListSkeleton title={t('title')} columnCount={2} />;
}
