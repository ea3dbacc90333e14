import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/sheet-skeleton.tsx';
import { PARENT_SEGMENTS } from '#components/paths.ts';

export default async function ParentSegmentLoading() {
  const t = await getTranslations('parent-segments');
  return <ListSkeleton title="…" crumbs={[{ label: t('title'), href: PARENT_SEGMENTS }]} columnCount={5} />;
}
