import { SettingsSkeleton } from '#components/settings/settings-skeleton.tsx';

export default function RetentionLoading() {
  return <SettingsSkeleton page="retention" regions={['personal']} />;
}
