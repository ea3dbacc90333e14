'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { DeleteDialog } from '#components/layout/delete-dialog.tsx';
import { segmentPath, studioPath } from '#components/paths.ts';
import type { ListedSegment } from '../shown-segment.ts';
import { useStudio } from '../studio-context.ts';
import type { StudioDialogProps } from './dialog-props.ts';

/** Deletes a segment, and leaves its pages. */
export function DeleteSegment({ segment, actions, onClose }: StudioDialogProps & { segment: ListedSegment }) {
  const t = useTranslations('audience-studio.deletion');
  const router = useRouter();
  const path = usePathname();
  const { id: parentSegment } = useStudio().studio.parentSegment;
  const { id, name, activationCount } = segment;
  const leave = () => {
    const ownPath = segmentPath({ parentSegment, id });
    if (path === ownPath || path.startsWith(`${ownPath}/`)) router.push(studioPath(parentSegment));
  };
  return (
    <DeleteDialog
      open
      texts={{ title: t('title', { name }), confirm: t('confirm'), done: t('done', { name }) }}
      remove={() => actions.deleteSegment({ segment: id })}
      onDeleted={leave}
      onClose={onClose}
    >
      <p>{t('text', { count: activationCount })}</p>
    </DeleteDialog>
  );
}
