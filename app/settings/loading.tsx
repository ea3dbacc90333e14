import { SettingsSkeleton } from '#components/settings/settings-skeleton.tsx';

export default function LimitsLoading() {
  return <SettingsSkeleton page="limits" regions={['limits', 'duplicates']} />;
}
