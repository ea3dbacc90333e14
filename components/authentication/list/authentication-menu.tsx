'use client';

import { Archive, ArchiveRestore, FlaskConical, KeyRound, PencilLine, PlugZap, Trash2, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { newExportPath, SANDBOX } from '#components/paths.ts';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import type { DialogName } from '../detail/authentication-dialogs.tsx';
import type { ListedAuthentication } from './listed-authentication.ts';

export interface AuthenticationMenuProps {
  authentication: ListedAuthentication;
  onChoose: (dialog: DialogName) => void;
  onRestore: () => void;
  outline?: boolean;
}

export function AuthenticationMenu({ authentication, onChoose, onRestore, outline = false }: AuthenticationMenuProps) {
  const t = useTranslations('authentications.actions');
  const { id, name, target, archivedAt } = authentication;
  const isArchived = archivedAt !== null;
  return (
    <MoreMenu itemName={name} size={outline ? 'md' : 'sm'} outline={outline}>
      {!isArchived && (
        <MenuLink href={newExportPath(id)} icon={<Upload aria-hidden />}>
          {t('upload')}
        </MenuLink>
      )}
      {target === 'sandbox' && (
        <MenuLink href={SANDBOX} icon={<FlaskConical aria-hidden />}>
          {t('received')}
        </MenuLink>
      )}
      <MenuRule />
      <MenuItem needs="authentications.manage" icon={<PencilLine aria-hidden />} onSelect={() => onChoose('rename')}>
        {t('rename')}
      </MenuItem>
      {target === 'live' && (
        <MenuItem needs="authentications.manage" icon={<KeyRound aria-hidden />} onSelect={() => onChoose('replace')}>
          {t('replaceToken')}
        </MenuItem>
      )}
      <MenuItem needs="authentications.test" icon={<PlugZap aria-hidden />} onSelect={() => onChoose('test')}>
        {t('test')}
      </MenuItem>
      <MenuRule />
      {isArchived ? (
        <MenuItem needs="authentications.manage" icon={<ArchiveRestore aria-hidden />} onSelect={onRestore}>
          {t('restore')}
        </MenuItem>
      ) : (
        <MenuItem needs="authentications.manage" icon={<Archive aria-hidden />} onSelect={() => onChoose('archive')}>
          {t('archive')}
        </MenuItem>
      )}
      <MenuItem needs="authentications.manage" danger icon={<Trash2 aria-hidden />} onSelect={() => onChoose('delete')}>
        {t('delete')}
      </MenuItem>
    </MoreMenu>
  );
}
