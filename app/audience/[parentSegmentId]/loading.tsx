import { getTranslations } from 'next-intl/server';
import { ListSkeleton } from '#components/layout/list-skeleton.tsx';

export default async function StudioLoading() {
  return <ListSkeleton title={(await getTranslations('audience-studio'))('segments')} columns={5} />;
}
