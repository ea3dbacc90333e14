'use client';

import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { NameDialog } from '#components/ui/overlays/name-dialog.tsx';
import { segmentMembers } from '#lib/core/audience/segment.ts';
import type { ListedSegment } from '../shown-segment.ts';
import type { StudioDialogProps } from './dialog-props.ts';

export const segmentNameInput = z.object({ name: segmentMembers.name });

export function RenameSegment({ segment, actions, onClose }: StudioDialogProps & { segment: ListedSegment }) {
  const t = useTranslations('audience-studio.rename');
  return (
    <NameDialog
      open
      onClose={onClose}
      name={segment.name}
      schema={segmentNameInput}
      save={(name) =>
        actions.changeSegment({
          segment: segment.id,
          name,
          if_updated_at: new Date(segment.updatedAt).toISOString(),
        })
      }
      texts={{ title: t('title', { name: segment.name }), label: t('label'), help: t('help'), save: t('save') }}
      doneText={(name) => t('done', { name })}
    />
  );
}
