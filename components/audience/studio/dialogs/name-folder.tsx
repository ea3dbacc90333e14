'use client';

import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { NameDialog } from '#components/ui/overlays/name-dialog.tsx';
import { folderName, type SegmentFolder } from '#lib/core/audience/segment.ts';
import { pathOf } from '../folder-paths.ts';
import { useStudio } from '../studio-context.ts';
import type { StudioDialogProps } from './dialog-props.ts';

const folderInput = z.object({ name: folderName });

interface FolderDialogProps extends StudioDialogProps {
  folder: SegmentFolder;
}

/** Creates a folder in another one. */
export function NewFolder({ folder, actions, onClose }: FolderDialogProps) {
  const t = useTranslations('audience-studio');
  const { studio } = useStudio();
  const { id } = studio.parentSegment;
  const place = pathOf(studio.folders, folder.id).join(' / ') || t('root');
  return (
    <NameDialog
      open
      onClose={onClose}
      name=""
      schema={folderInput}
      save={(name) => actions.createFolder({ parent_segment: id, name, parent: folder.id })}
      texts={{
        title: t('folder.newTitle', { place }),
        label: t('folder.label'),
        help: t('folder.help'),
        save: t('folder.create'),
      }}
      doneText={(name) => t('folder.created', { name })}
    />
  );
}

export function RenameFolder({ folder, actions, onClose }: FolderDialogProps) {
  const t = useTranslations('audience-studio.folder');
  return (
    <NameDialog
      open
      onClose={onClose}
      name={folder.name}
      schema={folderInput}
      save={(name) => actions.changeFolder({ folder: folder.id, name, if_name: folder.name })}
      texts={{
        title: t('renameTitle', { name: folder.name }),
        label: t('label'),
        help: t('help'),
        save: t('rename'),
      }}
      doneText={(name) => t('renamed', { name })}
    />
  );
}
