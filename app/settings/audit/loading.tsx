import { SettingsSkeleton } from '#components/settings/settings-skeleton.tsx';

export default function AuditLoading() {
  return <SettingsSkeleton page="audit" regions={['entries']} />;
}
