import { getTranslations } from 'next-intl/server';
import { SettingsSheet } from '#components/settings/settings-sheet.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { LoadingNote } from '#components/ui/skeleton-rows.tsx';

export default async function SettingsLoading() {
  const t = await getTranslations('settings');
  return (
    <SettingsSheet title={t('title')} lead={t('lead')} foot={null}>
      <LoadingNote />
      {['limits', 'duplicates', 'personal'].map((region) => (
        <div key={region} className="grid gap-3 border-border border-b p-6 max-wide:px-4">
          <Skeleton width="8rem" />
          <Skeleton width="12rem" />
          <Skeleton width="80%" />
        </div>
      ))}
    </SettingsSheet>
  );
}
