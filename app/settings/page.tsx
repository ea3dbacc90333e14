import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SettingsForm } from '#components/settings/settings-form.tsx';
import { webRuntime } from '#lib/web/runtime.ts';
import { saveSettings } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

export default async function SettingsPage() {
  const { settings } = await webRuntime();
  return <SettingsForm inForce={settings.current()} ceilings={settings.ceilings} save={saveSettings} />;
}
