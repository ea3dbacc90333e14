'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { WORKFLOWS } from '#components/paths.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { type ProjectDraft, withoutFile, withRenamed, withTexts } from '#lib/core/workflow/draft/project-draft.ts';
import type { WorkflowProjectView, WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import { DeleteProject } from '../../projects/delete-project.tsx';
import { RunDialog } from '../../projects/run/run-dialog.tsx';
import type { EditorActions } from '../editor-actions.ts';
import type { EditedDraft } from '../state/use-project-draft.ts';
import { FileNameDialog } from './file-name-dialog.tsx';
import { OperatorsDialog } from './operators-dialog.tsx';

export type EditorDialog =
  | { readonly kind: 'run' | 'delete' | 'operators' }
  /** Without a path: a new file. */
  | { readonly kind: 'file-name'; readonly path?: string }
  | { readonly kind: 'delete-file'; readonly path: string };

export interface EditorDialogsProps {
  dialog: EditorDialog | undefined;
  edited: EditedDraft;
  project: WorkflowProjectView | null;
  workflow: WorkflowView | undefined;
  actions: EditorActions;
  onClose: () => void;
  onSelect: (path: string) => void;
}

export function EditorDialogs({ dialog, edited, project, workflow, actions, onClose, onSelect }: EditorDialogsProps) {
  const t = useTranslations('workflows.files');
  const router = useRouter();
  const { draft, change, isDirty } = edited;
  const nameFile = (path: string | undefined, newPath: string) => {
    change((latest) =>
      path === undefined ? withTexts(latest, new Map([[newPath, newText(newPath)]])) : renamed(latest, path, newPath),
    );
    onSelect(newPath);
    onClose();
  };
  switch (dialog?.kind) {
    case 'run':
      return project && workflow ? (
        <RunDialog
          workflows={project.workflows}
          initial={workflow.id}
          revision={project.revision}
          hasUnsavedChanges={isDirty}
          start={actions.start}
          onClose={onClose}
        />
      ) : null;
    case 'operators':
      return <OperatorsDialog onClose={onClose} />;
    case 'file-name':
      return (
        <FileNameDialog
          path={dialog.path}
          isTaken={(path) => draft.files.has(path)}
          onClose={onClose}
          onDone={(path) => nameFile(dialog.path, path)}
        />
      );
    case 'delete-file':
      return (
        <ConfirmDialog
          danger
          open
          onOpenChange={onClose}
          title={t('deleteTitle', { path: dialog.path })}
          confirmLabel={t('delete')}
          onConfirm={() => {
            change((latest) => withoutFile(latest, dialog.path));
            onClose();
          }}
        >
          <p>{t('deleteText')}</p>
        </ConfirmDialog>
      );
    case 'delete':
      return project ? (
        <DeleteProject
          project={project}
          remove={actions.remove}
          onClose={onClose}
          onDeleted={() => {
            edited.discard();
            router.push(WORKFLOWS);
          }}
        />
      ) : null;
    default:
      return null;
  }
}

function renamed(draft: ProjectDraft, path: string, newPath: string): ProjectDraft {
  return path === newPath ? draft : withRenamed(draft, path, newPath);
}

/** The text of a new file. A workflow must not be empty. */
function newText(path: string): string {
  return path.endsWith('.dig') ? '+hello:\n  echo>: Hello\n' : '';
}
