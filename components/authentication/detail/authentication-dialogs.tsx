'use client';

import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import type { ListedAuthentication } from '../list/listed-authentication.ts';
import { ArchiveDialog } from './archive-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ReplaceTokenDialog } from './replace-token-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';

export type DialogName = 'rename' | 'replace' | 'test' | 'archive' | 'delete';

export interface AuthenticationDialogsProps {
  authentication: ListedAuthentication;
  actions: AuthenticationActions;
  dialog: DialogName | null;
  onClose: () => void;
  onDeleted?: () => void;
}

/** The dialogs of the actions on an authentication. */
export function AuthenticationDialogs({
  authentication,
  actions,
  dialog,
  onClose,
  onDeleted,
}: AuthenticationDialogsProps) {
  const dialogProps = (name: DialogName) => ({ authentication, open: dialog === name, onClose });
  return (
    <>
      <RenameDialog {...dialogProps('rename')} rename={actions.rename} />
      <ReplaceTokenDialog {...dialogProps('replace')} replaceToken={actions.replaceToken} />
      <TestDialog {...dialogProps('test')} test={actions.test} />
      <ArchiveDialog {...dialogProps('archive')} archive={actions.archive} />
      <DeleteDialog {...dialogProps('delete')} remove={actions.remove} onDeleted={onDeleted} />
    </>
  );
}
