import { SettingsSkeleton } from '#components/settings/settings-skeleton.tsx';

export default function ApiKeysLoading() {
  return <SettingsSkeleton page="api-keys" regions={['keys']} />;
}
