'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { segmentPath } from '#components/paths.ts';
import { NameDialog } from '#components/ui/overlays/name-dialog.tsx';
import { nameOfCopy } from '#lib/core/text/name.ts';
import type { ListedSegment } from '../shown-segment.ts';
import { useStudio } from '../studio-context.ts';
import type { StudioDialogProps } from './dialog-props.ts';
import { segmentNameInput } from './rename-segment.tsx';

/** Duplicates a segment and opens the copy. */
export function DuplicateSegment({ segment, actions, onClose }: StudioDialogProps & { segment: ListedSegment }) {
  const t = useTranslations('audience-studio.duplicate');
  const router = useRouter();
  const { studio } = useStudio();
  const save = async (name: string) => {
    const result = await actions.duplicateSegment({ segment: segment.id, name });
    if (result.ok) router.push(segmentPath({ parentSegment: studio.parentSegment.id, id: result.value }));
    return result;
  };
  return (
    <NameDialog
      open
      onClose={onClose}
      name={nameOfCopy(segment.name, (name) => t('copyOf', { name }))}
      schema={segmentNameInput}
      save={save}
      texts={{
        title: t('title', { name: segment.name }),
        description: t('text'),
        label: t('label'),
        help: t('help'),
        save: t('save'),
      }}
      doneText={(name) => t('done', { name })}
    />
  );
}
