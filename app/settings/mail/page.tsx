import { MailForm } from '#components/settings/notifications/mail-form.tsx';
import { webRuntime } from '#lib/web/runtime.ts';
import { saveMailSettings, testMail } from '../actions.ts';
import { settingsTitle } from '../settings-title.ts';

export const generateMetadata = () => settingsTitle('mail');

export default async function MailPage() {
  const { settings, secrets } = await webRuntime();
  const current = settings.mail();
  const [recipient = current.mail_from] = settings.notifications().mail_recipients;
  return (
    <MailForm
      current={current}
      passwordSince={secrets.keptSince('smtp_password')}
      testTo={recipient}
      save={saveMailSettings}
      test={testMail}
    />
  );
}
