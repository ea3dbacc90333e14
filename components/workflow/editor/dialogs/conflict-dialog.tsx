import { draftOf, othersChanges, type ProjectDraft, rebased } from '#lib/core/workflow/draft/project-draft.ts';
import type { EditedDraft } from '../state/use-project-draft.ts';
import type { SaveDraft } from '../state/use-save-draft.ts';
import { OutdatedDialog } from './outdated-dialog.tsx';
import { TakenDialog } from './taken-dialog.tsx';

export interface ConflictDialogProps {
  edited: EditedDraft;
  saving: SaveDraft;
}

/** Why the draft was not saved, and what to do: its name is taken, or a newer revision was saved in the meantime. */
export function ConflictDialog({ edited: { draft, change }, saving: { conflict, dismiss } }: ConflictDialogProps) {
  if (!conflict) return null;
  const { project, newest } = conflict;
  const resolve = (next: (latest: ProjectDraft) => ProjectDraft) => {
    dismiss();
    change(next);
  };
  if (draft.base === null)
    return <TakenDialog draft={draft} taken={conflict} onClose={dismiss} onDraft={(next) => resolve(() => next)} />;
  return (
    <OutdatedDialog
      project={project}
      changes={othersChanges(draft, newest)}
      onClose={dismiss}
      onDiscard={() => resolve((latest) => ({ ...draftOf(latest.name, newest), version: latest.version + 1 }))}
      onKeep={() => resolve((latest) => rebased(latest, newest))}
    />
  );
}
