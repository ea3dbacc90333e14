import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';

export default async function WorkflowsLoading() {
  const t = await getTranslations('workflows');
  return <ListSkeleton title={t('title')} columnCount={5} />;
}
