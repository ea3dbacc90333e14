import { useTranslations } from 'next-intl';
import { authenticationPath, jobPath, queryPath, settingsPath } from '#components/paths.ts';
import type { AuditEntry } from '#lib/core/audit/audit-entry.ts';

/** Display names of actors and objects. */
export function useAuditNames() {
  const t = useTranslations('settings.audit');
  const actorName = ({ kind, id, name }: AuditEntry['actor']): string => {
    if (kind === 'key') return name === null ? t('actors.keyId', { id }) : t('actors.key', { name });
    if (name !== null) return name;
    if (kind === 'shell') return t('actors.shell', { id });
    if (kind === 'system') return t('actors.system');
    return id === 'loopback' || id === 'anonymous' ? t(`actors.${id}`) : t('actors.person', { id });
  };
  const objectName = (object: AuditEntry['object']): string =>
    object === null ? '' : t(`objects.${object.kind}`, { id: object.id });
  return { t, actorName, objectName };
}

/** The page that shows an object; undefined if there is none. The object may have been deleted since. */
export function objectHref(object: AuditEntry['object']): string | undefined {
  const id = Number(object?.id);
  if (object?.kind === 'job') return jobPath(id);
  if (object?.kind === 'query') return queryPath(id);
  if (object?.kind === 'authentication') return authenticationPath(id);
  if (object?.kind === 'person' || object?.kind === 'invitation') return settingsPath('people');
  return object?.kind === 'key' ? settingsPath('api-keys') : undefined;
}
