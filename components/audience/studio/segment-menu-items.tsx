'use client';

import { CopyPlus, Hash, PencilLine, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { newActivationPath, segmentPath } from '#components/paths.ts';
import { MenuRule } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import { copyText } from '#components/ui/text/copy-text.ts';
import { DeleteItem, MoveItem, RenameItem } from './edit-menu-items.tsx';
import type { ListedSegment } from './shown-segment.ts';
import { useStudio } from './studio-context.ts';

/** The actions on a segment, for its context menu and its More menu. */
export function SegmentMenuItems({ segment }: { segment: ListedSegment }) {
  const t = useTranslations('audience-studio.menu');
  const { studio, open } = useStudio();
  const segmentIds = { parentSegment: studio.parentSegment.id, id: segment.id };
  const copyId = async () => {
    const id = String(segment.id);
    return (await copyText(id)) ? toast.success(t('copiedId', { id })) : toast.error(t('copyFailed'));
  };
  return (
    <>
      <MenuLink href={newActivationPath(segmentIds)} icon={<Send aria-hidden />}>
        <b className="font-semibold">{t('createActivation')}</b>
      </MenuLink>
      <MenuRule />
      <MenuLink needs="audiences.write" href={segmentPath(segmentIds)} icon={<PencilLine aria-hidden />}>
        {t('editRules')}
      </MenuLink>
      <RenameItem onSelect={() => open({ kind: 'rename', segment })} />
      <MenuItem
        needs="audiences.write"
        icon={<CopyPlus aria-hidden />}
        onSelect={() => open({ kind: 'duplicate', segment })}
      >
        {t('duplicate')}
      </MenuItem>
      <MoveItem onSelect={() => open({ kind: 'move', segment })} />
      <MenuItem icon={<Hash aria-hidden />} end={String(segment.id)} onSelect={copyId}>
        {t('copyId')}
      </MenuItem>
      <MenuRule />
      <DeleteItem onSelect={() => open({ kind: 'delete', segment })} />
    </>
  );
}
