import { NotificationHistory } from '#components/settings/notifications/notification-history.tsx';
import { NotificationsForm } from '#components/settings/notifications/notifications-form.tsx';
import { viewNotificationSettings } from '#lib/commands/console/settings.ts';
import { load } from '#lib/web/run-command.ts';
import { renewSecret, saveNotificationSettings, testWebhook } from '../actions.ts';
import { settingsTitle } from '../settings-title.ts';

export const generateMetadata = () => settingsTitle('notifications');

export default async function NotificationsPage() {
  const { reports, isWorkerAlive, ...settings } = await load(viewNotificationSettings, {});
  return (
    <NotificationsForm {...settings} save={saveNotificationSettings} renew={renewSecret} test={testWebhook}>
      <NotificationHistory reports={reports} isWorkerAlive={isWorkerAlive} />
    </NotificationsForm>
  );
}
