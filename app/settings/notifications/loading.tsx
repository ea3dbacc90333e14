import { SettingsSkeleton } from '#components/settings/settings-skeleton.tsx';

export default function NotificationsLoading() {
  return <SettingsSkeleton page="notifications" regions={['events', 'mail', 'webhook', 'links', 'history']} />;
}
