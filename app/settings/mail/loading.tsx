import { SettingsSkeleton } from '#components/settings/settings-skeleton.tsx';

export default function MailLoading() {
  return <SettingsSkeleton page="mail" regions={['server', 'test']} />;
}
