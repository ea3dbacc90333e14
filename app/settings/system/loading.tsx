import { SettingsSkeleton } from '#components/settings/settings-skeleton.tsx';

export default function SystemLoading() {
  return (
    <SettingsSkeleton
      page="system"
      regions={['health', 'product', 'workers', 'queue', 'accounts', 'disk', 'network', 'trino', 'sweeps']}
    />
  );
}
