'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import type { ListedPerson } from '#lib/core/people/person.ts';
import { DisablePerson } from './disable-person.tsx';
import type { RowActions } from './people-actions.ts';

type PersonMenuProps = Pick<RowActions, 'actions' | 'run' | 'showLink'> & { person: ListedPerson };

/** What can be done with a person, apart from the choice of a role. */
export function PersonMenu({ person, actions, run, showLink }: PersonMenuProps) {
  const t = useTranslations('settings.people');
  const { id, name, email, role, disabledAt, factors, mayRemoveFactors, activeKeys } = person;
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
    <>
      {person.mayChange && (
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
    </>
  );
}
