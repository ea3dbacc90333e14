import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SettingsPage } from '#components/paths.ts';

export async function settingsTitle(page: SettingsPage): Promise<Metadata> {
  return { title: (await getTranslations('settings'))(`pages.${page}.title`) };
}
