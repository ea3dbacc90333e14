'use client';

import type { OpenDialog } from '../studio-context.ts';
import { DeleteFolder } from './delete-folder.tsx';
import { DeleteSegment } from './delete-segment.tsx';
import type { StudioDialogProps } from './dialog-props.ts';
import { DuplicateSegment } from './duplicate-segment.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { NewFolder, RenameFolder } from './name-folder.tsx';
import { RenameSegment } from './rename-segment.tsx';

/** The one dialog that is open. */
export function StudioDialogs({ dialog, ...props }: StudioDialogProps & { dialog: OpenDialog }) {
  switch (dialog.kind) {
    case 'rename':
      return <RenameSegment {...props} segment={dialog.segment} />;
    case 'duplicate':
      return <DuplicateSegment {...props} segment={dialog.segment} />;
    case 'move':
      return <MoveDialog {...props} item={{ segment: dialog.segment }} />;
    case 'delete':
      return <DeleteSegment {...props} segment={dialog.segment} />;
    case 'newFolder':
      return <NewFolder {...props} folder={dialog.folder} />;
    case 'renameFolder':
      return <RenameFolder {...props} folder={dialog.folder} />;
    case 'moveFolder':
      return <MoveDialog {...props} item={{ folder: dialog.folder }} />;
    case 'deleteFolder':
      return <DeleteFolder {...props} folder={dialog.folder} />;
  }
}
