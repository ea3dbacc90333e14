import { useTranslations } from 'next-intl';
import type { ActorRole } from '#lib/core/access/permission.ts';

/** "Needs the role Operator. Your role is Viewer." */
export function useNeedText() {
  const t = useTranslations('shell.access');
  const names = useTranslations('settings.people.roles.names');
  const nameOf = (role: ActorRole) => (role === 'anonymous' ? '' : names(role));
  return (needed: ActorRole, own: ActorRole) => t('needs', { needed: nameOf(needed), own: nameOf(own) });
}
