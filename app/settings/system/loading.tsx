import { SettingsSkeleton } from '#components/settings/settings-skeleton.tsx';

export default function SystemLoading() {
  return <SettingsSkeleton page="system" regions={['health', 'product', 'queue', 'disk', 'trino', 'sweeps']} />;
}
