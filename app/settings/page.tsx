import { SettingsForm } from '#components/settings/settings-form.tsx';
import { webRuntime } from '#lib/web/runtime.ts';
import { saveSettings } from './actions.ts';
import { settingsTitle } from './settings-title.ts';

export const generateMetadata = () => settingsTitle('limits');

export default async function LimitsPage() {
  const { settings } = await webRuntime();
  return <SettingsForm page="limits" current={settings.current()} ceilings={settings.ceilings} save={saveSettings} />;
}
