import { Deliveries } from '#components/settings/notifications/deliveries.tsx';
import { NotificationsForm } from '#components/settings/notifications/notifications-form.tsx';
import { ownUrl } from '#lib/runtime/notifications.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { renewSecret, saveNotificationSettings, testWebhook } from '../actions.ts';
import { settingsTitle } from '../settings-title.ts';

const MAX_DELIVERIES = 20;

export const generateMetadata = () => settingsTitle('notifications');

export default async function NotificationsPage() {
  const { settings, secrets, outbox, workers, env } = await webRuntime();
  return (
    <NotificationsForm
      current={settings.notifications()}
      hasMailServer={settings.mail().smtp_host !== ''}
      secretSince={secrets.keptSince('webhook_secret')}
      ownUrl={ownUrl(env)}
      save={saveNotificationSettings}
      renew={renewSecret}
      test={testWebhook}
    >
      <Deliveries reports={outbox.list(MAX_DELIVERIES)} isWorkerAlive={workers.isAnyAlive()} />
    </NotificationsForm>
  );
}
