'use client';

import { FolderPlus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { newSegmentPath } from '#components/paths.ts';
import { MenuRule } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import type { SegmentFolder } from '#lib/core/audience/segment.ts';
import { DeleteItem, MoveItem, RenameItem } from './edit-menu-items.tsx';
import { useStudio } from './studio-context.ts';

/** The actions on a folder. */
export function FolderMenuItems({ folder }: { folder: SegmentFolder }) {
  const t = useTranslations('audience-studio');
  const { studio, open } = useStudio();
  return (
    <>
      <MenuLink href={newSegmentPath(studio.parentSegment.id, folder.id)} icon={<Plus aria-hidden />}>
        {t('newSegment')}
      </MenuLink>
      <MenuItem
        needs="audiences.write"
        icon={<FolderPlus aria-hidden />}
        onSelect={() => open({ kind: 'newFolder', folder })}
      >
        {t('newFolder')}
      </MenuItem>
      <MenuRule />
      <RenameItem onSelect={() => open({ kind: 'renameFolder', folder })} />
      <MoveItem onSelect={() => open({ kind: 'moveFolder', folder })} />
      <MenuRule />
      <DeleteItem onSelect={() => open({ kind: 'deleteFolder', folder })} />
    </>
  );
}
