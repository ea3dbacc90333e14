'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { ListedPerson } from '#lib/core/people/person.ts';

interface DisablePersonProps {
  readonly person: Pick<ListedPerson, 'name' | 'activeKeys'>;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly disable: (options: { readonly revokesKeys: boolean }) => Promise<void>;
}

/** Confirms disabling a person, and offers to revoke the person's API keys, which would otherwise keep working. */
export function DisablePerson({ person: { name, activeKeys }, open, onOpenChange, disable }: DisablePersonProps) {
  const t = useTranslations('settings.people');
  const [revokesKeys, setRevokesKeys] = useState(false);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(isOpen) => {
        // A box ticked before Cancel must not apply to a later confirmation.
        setRevokesKeys(false);
        onOpenChange(isOpen);
      }}
      title={t('disableTitle', { name })}
      confirmLabel={t('disable')}
      danger
      onConfirm={() => disable({ revokesKeys })}
    >
      <p>{t('disableText', { name, count: activeKeys.length })}</p>
      <ul className="list-disc pl-5 [overflow-wrap:anywhere]">
        {activeKeys.map((key) => (
          <li key={key.id}>{key.name}</li>
        ))}
      </ul>
      <Checkbox
        label={t('revokeKeys', { count: activeKeys.length })}
        help={t('revokeKeysHelp')}
        checked={revokesKeys}
        onChange={(event) => setRevokesKeys(event.target.checked)}
      />
    </ConfirmDialog>
  );
}
