'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { hasSecondFactor } from '#lib/core/people/second-factor.ts';
import { Identities } from './identities.tsx';
import { Passkeys } from './passkeys.tsx';
import { Password } from './password.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';
import type { SecurityProps } from './security-actions.ts';
import { SessionList } from './session-list.tsx';
import { Totp } from './totp.tsx';

/** How the person signs in, and where. */
export function Security({
  person,
  sessions,
  currentSession,
  factors,
  identities,
  sso,
  passkeyOrigin,
  actions,
}: SecurityProps) {
  const t = useTranslations('people.security');
  const roleText = useTranslations('settings.people.roles.names');
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[]>([]);
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetSubtitle>{`${person.email} · ${roleText(person.role)}`}</SheetSubtitle>
      <SheetBody padded={false}>
        <Identities identities={identities} sso={sso} actions={actions} />
        <Passkeys
          passkeys={factors.passkeys}
          origin={passkeyOrigin}
          actions={actions}
          onRecoveryCodes={setRecoveryCodes}
        />
        <Password changedAt={person.passwordChangedAt} change={actions.changeOwnPassword} />
        <Totp since={factors.totpSince} actions={actions} onRecoveryCodes={setRecoveryCodes} />
        <RecoveryCodes
          leftCount={factors.recoveryCodes}
          hasFactor={hasSecondFactor(factors)}
          renew={actions.renewRecoveryCodes}
          onRecoveryCodes={setRecoveryCodes}
        />
        <SessionList sessions={sessions} currentSession={currentSession} actions={actions} />
      </SheetBody>
      <RecoveryCodesDialog recoveryCodes={recoveryCodes} onClose={() => setRecoveryCodes([])} />
    </Sheet>
  );
}
