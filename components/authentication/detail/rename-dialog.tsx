import { useTranslations } from 'next-intl';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { NameDialog, type NameDialogProps } from '#components/ui/overlays/name-dialog.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';
import { details } from '#lib/core/access/authentication-input.ts';

export interface RenameDialogProps extends Pick<NameDialogProps, 'open' | 'onClose'> {
  authentication: Authentication;
  rename: AuthenticationActions['rename'];
}

export function RenameDialog({ authentication: { id, name: currentName }, rename, ...dialog }: RenameDialogProps) {
  const t = useTranslations('authentications');
  const texts = {
    title: t('rename.title'),
    description: currentName,
    label: t('new.name'),
    help: t('rename.help'),
    save: t('actions.save'),
  };
  return (
    <NameDialog
      {...dialog}
      name={currentName}
      schema={details}
      save={(name) => rename({ authentication: id, name })}
      texts={texts}
      doneText={(name) => t('rename.done', { name })}
    />
  );
}
