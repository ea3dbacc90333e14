'use client';

import { FolderInput, FolderPlus, Plus, TextCursorInput, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { newSegmentPath } from '#components/paths.ts';
import { MenuRule } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import type { SegmentFolder } from '#lib/core/audience/segment.ts';
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
      <MenuItem
        needs="audiences.write"
        icon={<TextCursorInput aria-hidden />}
        end="F2"
        onSelect={() => open({ kind: 'renameFolder', folder })}
      >
        {t('menu.rename')}
      </MenuItem>
      <MenuItem
        needs="audiences.write"
        icon={<FolderInput aria-hidden />}
        onSelect={() => open({ kind: 'moveFolder', folder })}
      >
        {t('menu.move')}
      </MenuItem>
      <MenuRule />
      <MenuItem
        needs="audiences.write"
        danger
        icon={<Trash2 aria-hidden />}
        onSelect={() => open({ kind: 'deleteFolder', folder })}
      >
        {t('menu.delete')}
      </MenuItem>
    </>
  );
}
