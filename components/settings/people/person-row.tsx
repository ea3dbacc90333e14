'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { settingsPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { ListedPerson } from '#lib/core/people/person.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { DisablePerson } from './disable-person.tsx';
import type { RowActions } from './people-actions.ts';
import { useRoleChoices } from './use-role-choices.ts';

export function PersonRow({
  person,
  provider,
  isOwner,
  actions,
  run,
  showLink,
}: RowActions & { person: ListedPerson }) {
  const t = useTranslations('settings.people');
  const format = useFormatter();
  const roles = useRoleChoices(isOwner);
  const { id, name, email, role, disabledAt, lastUsedAt, isSelf, mayChange } = person;
  const { factors, mayRemoveFactors, activeKeys } = person;
  const [isRemoveFactorsOpen, setRemoveFactorsOpen] = useState(false);
  const [isDisableOpen, setDisableOpen] = useState(false);
  const resetPassword = async () => {
    const link = await run(() => actions.resetPassword({ id }));
    if (link) showLink(link, { email, role });
  };
  const removeFactors = async () => {
    setRemoveFactorsOpen(false);
    await run(() => actions.removeFactors({ id }), t('factorsRemoved', { name }));
  };
  const disable = async ({ revokesKeys }: { readonly revokesKeys: boolean }) => {
    const disablePerson = async () => {
      const result = await actions.disablePerson({ id });
      return result.ok ? { ...result, value: true } : result;
    };
    const isDisabled = await run(disablePerson, t('disabled', { name }));
    setDisableOpen(false);
    if (!isDisabled || !revokesKeys) return;
    for (const key of activeKeys)
      await run(() => actions.revokeApiKey({ id: key.id }), t('keyRevoked', { name: key.name }));
  };
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
        {mayChange ? (
          <Select
            controlSize="sm"
            className="w-34"
            label={t('roleOf', { name })}
            choices={roles}
            value={role}
            onValueChange={(next) => void run(() => actions.changeRole({ id, role: next }), t('roleChanged', { name }))}
          />
        ) : (
          t(`roles.names.${role}`)
        )}
      </Td>
      <Td label={t('secondFactor')} muted={factors.length === 0}>
        {factors.length === 0
          ? t('factors.none')
          : format.list(
              factors.map((factor) => t(`factors.${factor}`)),
              LIST_FORMAT,
            )}
      </Td>
      <Td label={t('state')}>
        {disabledAt === null ? (
          <span className="flex flex-wrap items-center gap-2">
            <Badge plain tone="success">
              {t('active')}
            </Badge>
            {person.hasIdentity && <Tag>{provider?.name}</Tag>}
            {person.passwordChangedAt === null && <Tag>{t('noPassword')}</Tag>}
          </span>
        ) : (
          <span className="flex flex-wrap items-center gap-2">
            <Badge plain tone="killed">
              {t.rich('disabledAt', { date: () => <Time value={disabledAt} shape="date" /> })}
            </Badge>
            {activeKeys.length > 0 && (
              <Link href={settingsPath('api-keys')}>{t('activeKeys', { count: activeKeys.length })}</Link>
            )}
          </span>
        )}
      </Td>
      <Td label={t('lastUsed')} muted={lastUsedAt === null}>
        {lastUsedAt === null ? t('notSignedIn') : <Time value={lastUsedAt} />}
      </Td>
      <Td corner end>
        {mayChange && (
          <MoreMenu itemName={name} size="sm">
            <MenuItem onSelect={() => void resetPassword()}>{t('reset')}</MenuItem>
            {factors.length > 0 && mayRemoveFactors && (
              <MenuItem onSelect={() => setRemoveFactorsOpen(true)}>{t('removeFactors')}</MenuItem>
            )}
            {disabledAt === null ? (
              <MenuItem
                danger
                onSelect={() => (activeKeys.length > 0 ? setDisableOpen(true) : void disable({ revokesKeys: false }))}
              >
                {t('disable')}
              </MenuItem>
            ) : (
              <MenuItem onSelect={() => void run(() => actions.enablePerson({ id }), t('enabled', { name }))}>
                {t('enable')}
              </MenuItem>
            )}
          </MoreMenu>
        )}
        <DisablePerson person={person} open={isDisableOpen} onOpenChange={setDisableOpen} disable={disable} />
        <ConfirmDialog
          open={isRemoveFactorsOpen}
          onOpenChange={setRemoveFactorsOpen}
          title={t('removeFactorsTitle', { name })}
          confirmLabel={t('removeFactors')}
          danger
          onConfirm={removeFactors}
        >
          <p>{t('removeFactorsText', { name })}</p>
        </ConfirmDialog>
      </Td>
    </Tr>
  );
}
