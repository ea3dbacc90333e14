import { MailForm } from '#components/settings/notifications/mail-form.tsx';
import { viewMailSettings } from '#lib/commands/console/settings.ts';
import { load } from '#lib/web/run-command.ts';
import { saveMailSettings, testMail } from '../actions.ts';
import { settingsTitle } from '../settings-title.ts';

export const generateMetadata = () => settingsTitle('mail');

export default async function MailPage() {
  return <MailForm {...(await load(viewMailSettings, {}))} save={saveMailSettings} test={testMail} />;
}
