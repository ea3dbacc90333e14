import { useTranslations } from 'next-intl';
import type { Messages } from '#lib/messages/en.ts';

/** Translates the name of a field group. */
export function useGroupName(): (group: string) => string {
  const t = useTranslations('exports.groups');
  return (group) => (t.has(group as never) ? t(group as keyof Messages['exports']['groups']) : group);
}
