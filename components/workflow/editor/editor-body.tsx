'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { CodeSkeleton } from '#components/ui/code/code-skeleton.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import type { ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';
import type { WorkflowFinding } from '#lib/core/workflow/finding.ts';
import type { WorkflowProjectView, WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import { actionsOf, type ShownFinding } from './code/finding-marks.ts';
import type { EditorDialog } from './dialogs/editor-dialogs.tsx';
import type { EditorActions, SecretKey } from './editor-actions.ts';
import { FileColumn } from './files/file-column.tsx';
import { FindingsSection } from './side/findings-section.tsx';
import { NextSessions } from './side/next-sessions.tsx';
import { SideSecrets } from './side/side-secrets.tsx';
import { SideSessions } from './side/side-sessions.tsx';
import type { DraftCheck } from './state/use-findings.ts';
import type { OpenFile } from './state/use-open-file.ts';
import { StatusLine } from './status-line.tsx';

export const CodeEditor = dynamic(() => import('./code/code-editor.tsx').then(({ CodeEditor: editor }) => editor), {
  ssr: false,
  loading: () => <CodeSkeleton />,
});

export interface EditorBodyProps {
  draft: ProjectDraft;
  dirtyPaths: readonly string[];
  file: OpenFile;
  check: DraftCheck;
  textOf: (finding: WorkflowFinding) => string;
  project: WorkflowProjectView | null;
  workflow: WorkflowView | undefined;
  secrets: readonly SecretKey[];
  actions: EditorActions;
  onText: (path: string, text: string) => void;
  onDraftChange: (next: (draft: ProjectDraft) => ProjectDraft) => void;
  onOpenDialog: (dialog: EditorDialog) => void;
  /** Called when something in the saved project has changed. */
  onProjectChange: () => void;
}

/** The files, the open file, and beside or below it all findings, the sessions and the secrets; stacked on phones. */
export function EditorBody(props: EditorBodyProps) {
  const { draft, dirtyPaths, file, check, textOf, project, workflow, actions } = props;
  const t = useTranslations('workflows');
  const mayWrite = useMay('workflows.write');
  const shown = useShownFindings(props);
  const text = file.path === undefined ? undefined : draft.files.get(file.path);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] border-border border-t wide:grid-cols-[12rem_minmax(0,1fr)] wide:max-xl:grid-rows-[minmax(24rem,1fr)_auto] wide:max-xl:overflow-auto xl:grid-cols-[14rem_minmax(0,1fr)_20rem] max-wide:content-start">
      <FileColumn
        draft={draft}
        openPath={file.path}
        dirtyPaths={dirtyPaths}
        findingCountOf={(path) => check.findings.filter((finding) => finding.file === path).length}
        onSelect={file.open}
        onDraftChange={props.onDraftChange}
        onOpenDialog={props.onOpenDialog}
      />
      <div className="flex min-h-0 min-w-0 flex-col">
        <div className="min-h-0 flex-1 max-wide:min-h-72">
          {file.path === undefined || text === undefined ? (
            <EmptyState title={t('files.none')}>{t('files.noneText')}</EmptyState>
          ) : (
            <CodeEditor
              key={file.path}
              path={file.path}
              value={text}
              findings={shown}
              target={file.target}
              onChange={mayWrite ? (next) => file.path !== undefined && props.onText(file.path, next) : undefined}
              onCursor={file.setCursor}
              onOpenOperators={() => props.onOpenDialog({ kind: 'operators' })}
            />
          )}
        </div>
        <StatusLine cursor={file.cursor} check={check} />
      </div>
      <aside
        aria-label={t('side')}
        className="min-h-0 border-border max-xl:border-t wide:max-xl:col-span-2 wide:max-xl:grid wide:max-xl:grid-cols-2 xl:overflow-auto xl:border-l"
      >
        <FindingsSection check={check} textOf={textOf} onSelect={(finding) => file.open(finding.file, finding)} />
        {workflow?.schedule && (
          <NextSessions workflow={workflow} actions={actions} onProjectChange={props.onProjectChange} />
        )}
        {workflow && <SideSessions workflow={workflow} />}
        {project && <SideSecrets project={project.id} initial={props.secrets} actions={actions} />}
      </aside>
    </div>
  );
}

/** The findings of the open file; the findings of an older text stay in place until newer ones arrive. */
function useShownFindings({ check, file, textOf }: EditorBodyProps): readonly ShownFinding[] {
  const t = useTranslations('workflows.findings');
  const mayWrite = useMay('workflows.write');
  const shown = check.findings
    .filter((finding) => finding.file === file.path)
    .map((finding) => ({
      finding,
      message: textOf(finding),
      actions: mayWrite
        ? actionsOf(finding, {
            replace: t('replace'),
            operators: t('operators'),
            use: (name) => t('replaceWith', { name }),
          })
        : [],
    }));
  // The same reference while nothing changes, so that the editor does not redraw them.
  const serialized = JSON.stringify(shown);
  return useMemo(() => JSON.parse(serialized) as ShownFinding[], [serialized]);
}
