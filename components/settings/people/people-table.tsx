'use client';

import { useTranslations } from 'next-intl';
import { Table } from '#components/ui/tables/table.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import { InvitationRow } from './invitation-row.tsx';
import type { PeopleProps, RowActions } from './people-actions.ts';
import { PersonRow } from './person-row.tsx';

export function PeopleTable({ people, invitations, ...row }: Omit<PeopleProps, 'actions'> & RowActions) {
  const t = useTranslations('settings.people');
  const isPerson = (email: string) => people.some((person) => person.email === email);
  return (
    <>
      <Table label={t('label')} cards>
        <thead>
          <tr>
            <Th>{t('person')}</Th>
            <Th>{t('role')}</Th>
            <Th>{t('secondFactor')}</Th>
            <Th>{t('state')}</Th>
            <Th>{t('lastUsed')}</Th>
            <Th end>
              <span className="sr-only">{t('actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} {...row} />
          ))}
          {invitations
            .filter(({ email }) => !isPerson(email))
            .map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} {...row} />
            ))}
        </tbody>
      </Table>
      <TableFoot>{t('count', { people: people.length, invitations: invitations.length })}</TableFoot>
      {row.provider?.givesRoles && (
        <p className="pb-4 text-pretty text-text-muted text-xs">{t('groupRoles', { provider: row.provider.name })}</p>
      )}
    </>
  );
}
