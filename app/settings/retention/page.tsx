import { SettingsForm } from '#components/settings/settings-form.tsx';
import { viewLimits } from '#lib/commands/console/settings.ts';
import { load } from '#lib/web/run-command.ts';
import { saveSettings } from '../actions.ts';
import { settingsTitle } from '../settings-title.ts';

export const generateMetadata = () => settingsTitle('retention');

export default async function RetentionPage() {
  return <SettingsForm page="retention" {...(await load(viewLimits, {}))} save={saveSettings} />;
}
