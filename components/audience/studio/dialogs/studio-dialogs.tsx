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
export function StudioDialogs({ opened, ...props }: StudioDialogProps & { opened: OpenDialog }) {
  switch (opened.kind) {
    case 'rename':
      return <RenameSegment {...props} segment={opened.segment} />;
    case 'duplicate':
      return <DuplicateSegment {...props} segment={opened.segment} />;
    case 'move':
      return <MoveDialog {...props} item={{ segment: opened.segment }} />;
    case 'delete':
      return <DeleteSegment {...props} segment={opened.segment} />;
    case 'newFolder':
      return <NewFolder {...props} folder={opened.folder} />;
    case 'renameFolder':
      return <RenameFolder {...props} folder={opened.folder} />;
    case 'moveFolder':
      return <MoveDialog {...props} item={{ folder: opened.folder }} />;
    case 'deleteFolder':
      return <DeleteFolder {...props} folder={opened.folder} />;
  }
}
