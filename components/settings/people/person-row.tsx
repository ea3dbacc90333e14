'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { settingsPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { ListedPerson } from '#lib/core/people/person.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { RowActions } from './people-actions.ts';
import { PersonMenu } from './person-menu.tsx';
import { useRoleChoices } from './use-role-choices.ts';

type PersonRowProps = RowActions & { person: ListedPerson };

export function PersonRow({ person, provider, isOwner, ...menu }: PersonRowProps) {
  const t = useTranslations('settings.people');
  const { name, email, lastUsedAt, isSelf } = person;
  return (
    <Tr>
      <RowHead className="[overflow-wrap:anywhere]">
        <span className="grid">
          <span>
            {name} {isSelf && <span className="font-normal text-text-muted">{t('you')}</span>}
          </span>
          <span className="font-normal text-text-muted text-xs">{email}</span>
        </span>
      </RowHead>
      <Td label={t('role')}>
        <PersonRole person={person} isOwner={isOwner} actions={menu.actions} run={menu.run} />
      </Td>
      <Td label={t('secondFactor')} muted={person.factors.length === 0}>
        <PersonFactors factors={person.factors} />
      </Td>
      <Td label={t('state')}>
        <PersonState person={person} provider={provider} />
      </Td>
      <Td label={t('lastUsed')} muted={lastUsedAt === null}>
        {lastUsedAt === null ? t('notSignedIn') : <Time value={lastUsedAt} />}
      </Td>
      <Td corner end>
        <PersonMenu person={person} {...menu} />
      </Td>
    </Tr>
  );
}

function PersonRole({ person, isOwner, actions, run }: Pick<PersonRowProps, 'person' | 'isOwner' | 'actions' | 'run'>) {
  const t = useTranslations('settings.people');
  const roles = useRoleChoices(isOwner);
  const { id, name, role, mayChange } = person;
  if (!mayChange) return t(`roles.names.${role}`);
  return (
    <Select
      controlSize="sm"
      className="w-34"
      label={t('roleOf', { name })}
      choices={roles}
      value={role}
      onValueChange={(next) => void run(() => actions.changeRole({ id, role: next }), t('roleChanged', { name }))}
    />
  );
}

function PersonFactors({ factors }: Pick<ListedPerson, 'factors'>) {
  const t = useTranslations('settings.people');
  const format = useFormatter();
  if (factors.length === 0) return t('factors.none');
  return format.list(
    factors.map((factor) => t(`factors.${factor}`)),
    LIST_FORMAT,
  );
}

function PersonState({ person, provider }: Pick<PersonRowProps, 'person' | 'provider'>) {
  const t = useTranslations('settings.people');
  const { disabledAt, activeKeys } = person;
  if (disabledAt === null)
    return (
      <span className="flex flex-wrap items-center gap-2">
        <Badge plain tone="success">
          {t('active')}
        </Badge>
        {person.hasIdentity && <Tag>{provider?.name}</Tag>}
        {person.passwordChangedAt === null && <Tag>{t('noPassword')}</Tag>}
      </span>
    );
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Badge plain tone="killed">
        {t.rich('disabledAt', { date: () => <Time value={disabledAt} shape="date" /> })}
      </Badge>
      {activeKeys.length > 0 && (
        <Link href={settingsPath('api-keys')}>{t('activeKeys', { count: activeKeys.length })}</Link>
      )}
    </span>
  );
}
