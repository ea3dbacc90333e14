'use client';

import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import type { ListedAuthentication } from '../list/listed-authentication.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ReplaceTokenDialog } from './replace-token-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';

export type DialogName = 'rename' | 'replace' | 'test' | 'delete';

export interface AuthenticationDialogsProps {
  authentication: ListedAuthentication;
  actions: AuthenticationActions;
  dialog: DialogName | null;
  onClose: () => void;
  onDeleted?: () => void;
}

/** What can be done to an authentication, each in its dialog. */
export function AuthenticationDialogs({
  authentication,
  actions,
  dialog,
  onClose,
  onDeleted,
}: AuthenticationDialogsProps) {
  const of = (name: DialogName) => ({ authentication, open: dialog === name, onClose });
  return (
    <>
      <RenameDialog {...of('rename')} rename={actions.rename} />
      <ReplaceTokenDialog {...of('replace')} replaceToken={actions.replaceToken} />
      <TestDialog {...of('test')} test={actions.test} />
      <DeleteDialog {...of('delete')} remove={actions.remove} onDeleted={onDeleted} />
    </>
  );
}
