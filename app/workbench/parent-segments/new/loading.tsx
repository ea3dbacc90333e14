import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';
import { PARENT_SEGMENTS } from '#components/paths.ts';

export default async function NewParentSegmentLoading() {
  const t = await getTranslations('parent-segments');
  return (
    <ListSkeleton title={t('wizard.title')} crumbs={[{ label: t('title'), href: PARENT_SEGMENTS }]} columnCount={2} />
  );
}
