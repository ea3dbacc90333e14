'use client';

import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { z } from 'zod';
import { useActionResult } from '#components/http/use-action-result.ts';
import { usePerform } from '#components/http/use-perform.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { NameDialog } from '#components/ui/overlays/name-dialog.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { type Passkey, passkeyName } from '#lib/core/people/passkey.ts';
import { browserOf } from '#lib/core/people/session.ts';
import { ElsewhereNote } from '../elsewhere-note.tsx';
import { createPasskey } from '../passkey-ceremony.ts';
import { useIsAtOrigin } from '../use-is-at-origin.ts';
import type { SecurityActions } from './security-actions.ts';
import { SecurityRow } from './security-row.tsx';

interface PasskeysProps {
  readonly passkeys: readonly Passkey[];
  /** Where passkeys work. */
  readonly origin: string;
  readonly actions: SecurityActions;
  readonly onRecoveryCodes: (recoveryCodes: readonly string[]) => void;
}

const renameInput = z.object({ name: passkeyName });

/** The passkeys of the person, which can be added, renamed and removed. */
export function Passkeys({ passkeys, origin, actions, onRecoveryCodes }: PasskeysProps) {
  const t = useTranslations('people.passkey');
  const { perform } = usePerform();
  const isAtOrigin = useIsAtOrigin(origin);
  const [passkeyToRename, setPasskeyToRename] = useState<Passkey | null>(null);
  const [passkeyToRemove, setPasskeyToRemove] = useState<Passkey | null>(null);
  const { add, isBusy } = useAddPasskey(actions, onRecoveryCodes);
  const remove = () => {
    if (!passkeyToRemove) return;
    const { id, name } = passkeyToRemove;
    setPasskeyToRemove(null);
    void perform(
      () => actions.removePasskey({ id }),
      () => toast.success(t('removed', { name })),
    );
  };
  return (
    <SecurityRow title={t('title')} note={t('note')}>
      {passkeys.length > 0 && (
        <ul className="divide-y divide-border rounded-card border border-border">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex items-center gap-3 px-4 py-3">
              <Tile size="sm" plain>
                <KeyRound />
              </Tile>
              <span className="grid min-w-0 flex-1">
                <span className="font-semibold [overflow-wrap:anywhere]">{passkey.name}</span>
                <span className="text-text-muted text-xs">
                  <Usage {...passkey} />
                </span>
              </span>
              <LinkButton
                className="text-sm"
                aria-label={t('renameOne', { name: passkey.name })}
                onClick={() => setPasskeyToRename(passkey)}
              >
                {t('rename')}
              </LinkButton>
              <IconButton
                label={t('removeOne', { name: passkey.name })}
                icon={<Trash2 aria-hidden />}
                size="sm"
                onClick={() => setPasskeyToRemove(passkey)}
              />
            </li>
          ))}
        </ul>
      )}
      {isAtOrigin ? (
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          busy={isBusy}
          onClick={() => void add()}
          className="justify-self-start"
        >
          {t('add')}
        </Button>
      ) : (
        <ElsewhereNote origin={origin} />
      )}
      <NameDialog
        open={passkeyToRename !== null}
        onClose={() => setPasskeyToRename(null)}
        name={passkeyToRename?.name ?? ''}
        schema={renameInput}
        save={(name) => actions.renamePasskey({ id: passkeyToRename?.id, name })}
        texts={{ title: t('renameTitle'), label: t('name'), help: t('nameHelp'), save: t('save') }}
        doneText={(name) => t('renamed', { name })}
      />
      <ConfirmDialog
        open={passkeyToRemove !== null}
        onOpenChange={() => setPasskeyToRemove(null)}
        title={t('removeTitle', { name: passkeyToRemove?.name ?? '' })}
        confirmLabel={t('remove')}
        danger
        onConfirm={remove}
      >
        <p>{t('removeText')}</p>
      </ConfirmDialog>
    </SecurityRow>
  );
}

function Usage({ createdAt, lastUsedAt }: Passkey) {
  const t = useTranslations('people.passkey');
  const created = t.rich('addedOn', { date: () => <Time value={createdAt} shape="date" /> });
  const used = lastUsedAt === null ? t('unused') : t.rich('usedAt', { time: () => <Time value={lastUsedAt} /> });
  return (
    <>
      {created} · {used}
    </>
  );
}

/** Creates a passkey in the browser and stores it, named after the device. */
function useAddPasskey(actions: SecurityActions, onRecoveryCodes: PasskeysProps['onRecoveryCodes']) {
  const t = useTranslations('people.passkey');
  const resultOf = useActionResult();
  const [isBusy, setBusy] = useState(false);
  const create = async () => {
    const options = await resultOf(actions.beginPasskey);
    if (!options.ok) return void toast.error(options.message);
    const response = await createPasskey(options.value);
    if (response === undefined) return void toast.error(t('canceled'));
    const { browser, system } = browserOf(navigator.userAgent);
    const name = system ?? browser ?? t('title');
    const result = await resultOf(() => actions.addPasskey({ response, name }));
    if (!result.ok) return void toast.error(result.message);
    // The dialog with the codes says enough, and a toast would cover it on phones.
    if (result.value.length > 0) onRecoveryCodes(result.value);
    else toast.success(t('added', { name }));
  };
  const add = async () => {
    setBusy(true);
    await create();
    setBusy(false);
  };
  return { add, isBusy };
}
