'use client';

import { useTranslations } from 'next-intl';
import { ROLES } from '#lib/core/access/permission.ts';

/** The roles that can be assigned; only owners can make other people owners. */
export function useRoleChoices(isOwner: boolean) {
  const t = useTranslations('settings.people.roles');
  return ROLES.filter((role) => isOwner || role !== 'owner').map((role) => ({
    value: role,
    label: t(`names.${role}`),
    help: t(`help.${role}`),
  }));
}
