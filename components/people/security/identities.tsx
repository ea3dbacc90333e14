'use client';

import { Link2, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { usePerform } from '#components/http/use-perform.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { ElsewhereNote } from '../elsewhere-note.tsx';
import { useProviderPage } from '../sso/use-provider-page.ts';
import { useConsoleOrigin } from '../use-console-origin.ts';
import type { OwnIdentity, SecurityActions, SecurityProps } from './security-actions.ts';
import { SecurityRow } from './security-row.tsx';

interface IdentitiesProps extends Pick<SecurityProps, 'identities' | 'sso'> {
  readonly actions: Pick<SecurityActions, 'beginSsoConnect' | 'disconnectIdentity'>;
}

/** The accounts at identity providers with which the person signs in; they can be connected and disconnected. */
export function Identities({ identities, sso, actions }: IdentitiesProps) {
  const t = useTranslations('people.sso');
  const { perform } = usePerform();
  const [toDisconnect, setToDisconnect] = useState<OwnIdentity | null>(null);
  const isConnected = identities.some(({ provider }) => provider !== null);
  if (sso === null && identities.length === 0) return null;
  const nameOf = ({ provider, issuer }: OwnIdentity) => provider ?? new URL(issuer).hostname;
  const disconnect = () => {
    if (!toDisconnect) return;
    const { id } = toDisconnect;
    const provider = nameOf(toDisconnect);
    setToDisconnect(null);
    void perform(
      () => actions.disconnectIdentity({ id }),
      () => toast.success(t('disconnected', { provider })),
    );
  };
  return (
    <SecurityRow title={t('title')} note={t('note')}>
      {identities.length > 0 && (
        <ul className="divide-y divide-border rounded-card border border-border">
          {identities.map((identity) => (
            <li key={identity.id} className="flex items-center gap-3 px-4 py-3">
              <Tile size="sm" plain>
                <Link2 />
              </Tile>
              <span className="grid min-w-0 flex-1">
                <span className="font-semibold [overflow-wrap:anywhere]">{nameOf(identity)}</span>
                <span className="text-text-muted text-xs [overflow-wrap:anywhere]">
                  <Usage {...identity} />
                </span>
              </span>
              <Button
                size="sm"
                aria-label={t('disconnectOne', { provider: nameOf(identity) })}
                onClick={() => setToDisconnect(identity)}
              >
                {t('disconnect')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {sso !== null && !isConnected && <Connect {...sso} begin={actions.beginSsoConnect} />}
      <ConfirmDialog
        open={toDisconnect !== null}
        onOpenChange={() => setToDisconnect(null)}
        title={t('disconnectTitle', { provider: toDisconnect ? nameOf(toDisconnect) : '' })}
        confirmLabel={t('disconnect')}
        danger
        onConfirm={disconnect}
      >
        <p>{t('disconnectText')}</p>
      </ConfirmDialog>
    </SecurityRow>
  );
}

function Usage({ account, createdAt, lastUsedAt, provider }: OwnIdentity) {
  const t = useTranslations('people.sso');
  const connected = t.rich('connectedOn', { date: () => <Time value={createdAt} shape="date" /> });
  const used = lastUsedAt === null ? t('unused') : t.rich('usedAt', { time: () => <Time value={lastUsedAt} /> });
  return (
    <>
      {account !== '' && <>{account} · </>}
      {connected} · {provider === null ? t('gone') : used}
    </>
  );
}

function Connect({ name, origin, begin }: { name: string; origin: string; begin: SecurityActions['beginSsoConnect'] }) {
  const t = useTranslations('people.sso');
  const isHere = useConsoleOrigin(origin);
  const { isBusy, openProvider } = useProviderPage(begin, (message) => toast.error(message));
  if (!isHere) return <ElsewhereNote origin={origin} provider={name} />;
  return (
    <Button size="sm" icon={<Plus aria-hidden />} busy={isBusy} onClick={openProvider} className="justify-self-start">
      {t('connect', { provider: name })}
    </Button>
  );
}
