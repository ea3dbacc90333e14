'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { AuthenticationDialogs, type DialogName } from '../detail/authentication-dialogs.tsx';
import { useRestore } from '../detail/use-restore.ts';
import { AuthenticationMenu } from './authentication-menu.tsx';
import type { ListedAuthentication } from './listed-authentication.ts';

export interface AuthenticationRowButtonsProps {
  authentication: ListedAuthentication;
  actions: AuthenticationActions;
}

/** The menu of a row. A refused token also gets a button that replaces it. */
export function AuthenticationRowButtons({ authentication, actions }: AuthenticationRowButtonsProps) {
  const t = useTranslations('authentications.actions');
  const restore = useRestore(authentication, actions);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  return (
    <span className="inline-flex items-center justify-end gap-1">
      {authentication.failedAt !== null && authentication.archivedAt === null && (
        <Button
          needs="authentications.manage"
          size="sm"
          className="max-wide:hidden"
          onClick={() => setDialog('replace')}
        >
          {t('replaceToken')}
        </Button>
      )}
      <AuthenticationMenu authentication={authentication} onChoose={setDialog} onRestore={restore} />
      <AuthenticationDialogs
        authentication={authentication}
        actions={actions}
        dialog={dialog}
        onClose={() => setDialog(null)}
      />
    </span>
  );
}
