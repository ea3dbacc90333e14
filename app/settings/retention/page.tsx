import { SettingsForm } from '#components/settings/settings-form.tsx';
import { webRuntime } from '#lib/web/runtime.ts';
import { saveSettings } from '../actions.ts';
import { settingsTitle } from '../settings-title.ts';

export const generateMetadata = () => settingsTitle('retention');

export default async function RetentionPage() {
  const { settings } = await webRuntime();
  return (
    <SettingsForm page="retention" current={settings.current()} ceilings={settings.ceilings} save={saveSettings} />
  );
}
