import { useTranslations } from 'next-intl';
import type { Messages } from '#lib/messages/en.ts';

/** What people call a group of the field table. */
export function useGroupName(): (group: string) => string {
  const t = useTranslations('exports.groups');
  return (group) => (t.has(group as never) ? t(group as keyof Messages['exports']['groups']) : group);
}
