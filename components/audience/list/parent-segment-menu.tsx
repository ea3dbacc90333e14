'use client';

import { Hammer, PencilLine, Play, Trash2, UsersRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { editParentSegmentPath, parentSegmentPath, studioPath } from '#components/paths.ts';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import { DeleteParentSegment } from '../build/delete-parent-segment.tsx';
import { isUnfinished } from '../build/is-unfinished.ts';
import { useStartBuild } from '../build/use-start-build.ts';
import type { ParentSegmentItemProps } from './listed-parent-segment.ts';

export function ParentSegmentMenu({ parentSegment, place, actions }: ParentSegmentItemProps) {
  const t = useTranslations('parent-segments.menu');
  const router = useRouter();
  const { id, name, newestBuild } = parentSegment;
  const { start } = useStartBuild(id, actions.run);
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <MoreMenu itemName={name} size="sm">
        {place === 'studio' ? (
          <MenuLink href={parentSegmentPath(id)} icon={<Hammer aria-hidden />}>
            {t('builds')}
          </MenuLink>
        ) : (
          <MenuLink href={studioPath(id)} icon={<UsersRound aria-hidden />}>
            {t('segments')}
          </MenuLink>
        )}
        <MenuItem
          needs="audiences.run"
          icon={<Play aria-hidden />}
          disabled={isUnfinished(newestBuild)}
          onSelect={start}
        >
          {t('run')}
        </MenuItem>
        <MenuLink href={editParentSegmentPath(id)} icon={<PencilLine aria-hidden />}>
          {t('edit')}
        </MenuLink>
        <MenuRule />
        <MenuItem needs="audiences.write" danger icon={<Trash2 aria-hidden />} onSelect={() => setDeleting(true)}>
          {t('delete')}
        </MenuItem>
      </MoreMenu>
      <DeleteParentSegment
        parentSegment={parentSegment}
        open={isDeleting}
        onClose={() => setDeleting(false)}
        remove={actions.remove}
        onDeleted={() => router.refresh()}
      />
    </>
  );
}
