'use client';

import { PencilLine, Play, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { editParentSegmentPath, PARENT_SEGMENTS } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { DeleteParentSegment } from '../build/delete-parent-segment.tsx';
import { useStartBuild } from '../build/use-start-build.ts';
import type { ParentSegmentActions } from '../parent-segment-actions.ts';

export interface ParentSegmentHeadActionsProps {
  parentSegment: { readonly id: number; readonly name: string };
  isBuilding: boolean;
  actions: ParentSegmentActions;
}

export function ParentSegmentHeadActions({ parentSegment, isBuilding, actions }: ParentSegmentHeadActionsProps) {
  const t = useTranslations('parent-segments');
  const router = useRouter();
  const { id, name } = parentSegment;
  const { start, isBusy } = useStartBuild(id, actions.run);
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <ButtonLink href={editParentSegmentPath(id)} icon={<PencilLine aria-hidden />}>
        {t('menu.edit')}
      </ButtonLink>
      <Button
        needs="audiences.run"
        variant="primary"
        icon={<Play aria-hidden />}
        busy={isBusy || isBuilding}
        onClick={start}
      >
        {t(isBuilding ? 'building' : 'menu.run')}
      </Button>
      <MoreMenu itemName={name} outline>
        <MenuItem needs="audiences.write" danger icon={<Trash2 aria-hidden />} onSelect={() => setDeleting(true)}>
          {t('menu.delete')}
        </MenuItem>
      </MoreMenu>
      <DeleteParentSegment
        parentSegment={parentSegment}
        open={isDeleting}
        onClose={() => setDeleting(false)}
        remove={actions.remove}
        onDeleted={() => router.push(PARENT_SEGMENTS)}
      />
    </>
  );
}
