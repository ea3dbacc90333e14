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
import { useIsAtOrigin } from '../use-is-at-origin.ts';
import type { OwnIdentity, SecurityActions, SecurityProps } from './security-actions.ts';
import { SecurityRow } from './security-row.tsx';

interface IdentitiesProps extends Pick<SecurityProps, 'identities' | 'sso'> {
  readonly actions: Pick<SecurityActions, 'beginSsoConnect' | 'disconnectIdentity'>;
}

/** The accounts at identity providers with which the person signs in; they can be connected and disconnected. */
export function Identities({ identities, sso, actions }: IdentitiesProps) {
  const t = useTranslations('people.sso');
  const { perform } = usePerform();
  const [identityToDisconnect, setIdentityToDisconnect] = useState<OwnIdentity | null>(null);
  const isConnected = identities.some(({ provider }) => provider !== null);
  if (sso === null && identities.length === 0) return null;
  const nameOf = ({ provider, issuer }: OwnIdentity) => provider ?? new URL(issuer).hostname;
  const disconnect = () => {
    if (!identityToDisconnect) return;
    const { id } = identityToDisconnect;
    const provider = nameOf(identityToDisconnect);
    setIdentityToDisconnect(null);
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
                onClick={() => setIdentityToDisconnect(identity)}
              >
                {t('disconnect')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {sso !== null && !isConnected && <ConnectButton {...sso} begin={actions.beginSsoConnect} />}
      <ConfirmDialog
        open={identityToDisconnect !== null}
        onOpenChange={() => setIdentityToDisconnect(null)}
        title={t('disconnectTitle', { provider: identityToDisconnect ? nameOf(identityToDisconnect) : '' })}
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

function ConnectButton({
  name,
  origin,
  begin,
}: {
  name: string;
  origin: string;
  begin: SecurityActions['beginSsoConnect'];
}) {
  const t = useTranslations('people.sso');
  const isAtOrigin = useIsAtOrigin(origin);
  const { isBusy, openProvider } = useProviderPage(begin, (message) => toast.error(message));
  if (!isAtOrigin) return <ElsewhereNote origin={origin} provider={name} />;
  return (
    <Button size="sm" icon={<Plus aria-hidden />} busy={isBusy} onClick={openProvider} className="justify-self-start">
      {t('connect', { provider: name })}
    </Button>
  );
}
