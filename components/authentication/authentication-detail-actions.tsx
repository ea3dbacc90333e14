'use client';

import { KeyRound, PlugZap } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { AuthenticationActions } from './authentication-actions.ts';
import { AuthenticationDialogs, type DialogName } from './authentication-dialogs.tsx';
import { AuthenticationMenu } from './authentication-menu.tsx';
import { AUTHENTICATIONS } from './authentication-paths.ts';
import type { ListedAuthentication } from './listed-authentication.ts';

export interface AuthenticationDetailActionsProps {
  authentication: ListedAuthentication;
  actions: AuthenticationActions;
}

export function AuthenticationDetailActions({ authentication, actions }: AuthenticationDetailActionsProps) {
  const t = useTranslations('authentications.actions');
  const live = authentication.target === 'live';
  const router = useRouter();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  return (
    <>
      {live && (
        <Button icon={<KeyRound aria-hidden />} onClick={() => setDialog('replace')}>
          {t('replaceToken')}
        </Button>
      )}
      <Button
        icon={<PlugZap aria-hidden />}
        className={live ? 'max-wide:hidden' : undefined}
        onClick={() => setDialog('test')}
      >
        {t('test')}
      </Button>
      <AuthenticationMenu authentication={authentication} onChoose={setDialog} outline />
      <AuthenticationDialogs
        authentication={authentication}
        actions={actions}
        dialog={dialog}
        onClose={() => setDialog(null)}
        onDeleted={() => router.push(AUTHENTICATIONS)}
      />
    </>
  );
}
