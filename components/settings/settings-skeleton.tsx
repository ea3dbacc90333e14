import type { SettingsPage } from '#components/paths.ts';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { SettingsSheet } from './settings-sheet.tsx';

const WITHOUT_FOOT: readonly SettingsPage[] = ['people', 'api-keys', 'audit', 'system'];

/** The skeleton of a page of the Control Panel. */
export function SettingsSkeleton({ page, regions }: { page: SettingsPage; regions: readonly string[] }) {
  return (
    <SettingsSheet page={page} foot={WITHOUT_FOOT.includes(page) ? undefined : null}>
      <LoadingNote />
      {regions.map((region) => (
        <div key={region} className="grid gap-3 border-border border-b p-6 max-wide:px-4">
          <Skeleton width="8rem" />
          <Skeleton width="12rem" />
          <Skeleton width="80%" />
        </div>
      ))}
    </SettingsSheet>
  );
}
