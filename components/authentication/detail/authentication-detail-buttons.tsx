'use client';

import { KeyRound, PlugZap } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { AUTHENTICATIONS } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { AuthenticationMenu } from '../list/authentication-menu.tsx';
import type { ListedAuthentication } from '../list/listed-authentication.ts';
import { AuthenticationDialogs, type DialogName } from './authentication-dialogs.tsx';
import { useRestore } from './use-restore.ts';

export interface AuthenticationDetailButtonsProps {
  authentication: ListedAuthentication;
  actions: AuthenticationActions;
}

export function AuthenticationDetailButtons({ authentication, actions }: AuthenticationDetailButtonsProps) {
  const t = useTranslations('authentications.actions');
  const isLive = authentication.target === 'live';
  const router = useRouter();
  const restore = useRestore(authentication, actions);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  return (
    <>
      {isLive && (
        <Button needs="authentications.manage" icon={<KeyRound aria-hidden />} onClick={() => setDialog('replace')}>
          {t('replaceToken')}
        </Button>
      )}
      <Button
        needs="authentications.test"
        icon={<PlugZap aria-hidden />}
        className={isLive ? 'max-wide:hidden' : undefined}
        onClick={() => setDialog('test')}
      >
        {t('test')}
      </Button>
      <AuthenticationMenu authentication={authentication} onChoose={setDialog} onRestore={restore} outline />
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
