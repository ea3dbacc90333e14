import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { hasPermission, type Permission, ROLES } from '#lib/core/access/permission.ts';

/** A permission of each kind; all are in docs/permissions.md. */
const SHOWN_PERMISSIONS = [
  'jobs.read',
  'values.show',
  'exports.create',
  'authentications.manage',
  'people.manage',
  'backups.create',
] as const satisfies readonly Permission[];

/** What each role may do, from the table by which every command is checked. */
export function RolesTable() {
  const t = useTranslations('settings.people.roles');
  return (
    <Table cards label={t('title')}>
      <thead>
        <tr>
          <Th>
            <span className="sr-only">{t('may')}</span>
          </Th>
          {ROLES.map((role) => (
            <Th key={role}>{t(`names.${role}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {SHOWN_PERMISSIONS.map((permission) => (
          <Tr key={permission}>
            <RowHead>{t(`permissions.${permission.replace('.', '_') as 'jobs_read'}`)}</RowHead>
            {ROLES.map((role) => (
              <Td key={role} label={t(`names.${role}`)}>
                {hasPermission({ role }, permission) ? (
                  <Check role="img" aria-label={t('yes')} className="size-4 text-success" />
                ) : (
                  <span className="text-text-muted">{permission === 'values.show' ? t('masked') : t('no')}</span>
                )}
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
