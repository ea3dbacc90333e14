'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { useCodeText } from '#components/http/use-code-text.ts';
import { LeaveGuard } from '#components/layout/leaving/leave-guard.tsx';
import { Sheet } from '#components/layout/sheet.tsx';
import { workflowProjectPath } from '#components/paths.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { withTexts } from '#lib/core/workflow/draft/project-draft.ts';
import type { WorkflowFinding } from '#lib/core/workflow/finding.ts';
import { workflowFile } from '#lib/core/workflow/project-files.ts';
import { ConflictDialog } from './dialogs/conflict-dialog.tsx';
import { type EditorDialog, EditorDialogs } from './dialogs/editor-dialogs.tsx';
import type { EditorActions } from './editor-actions.ts';
import { EditorBar } from './editor-bar.tsx';
import { EditorBody } from './editor-body.tsx';
import { EditorHead } from './editor-head.tsx';
import type { EditorStart } from './editor-start.ts';
import { useEditorKeys } from './state/use-editor-keys.ts';
import { useFindings } from './state/use-findings.ts';
import { useOpenFile } from './state/use-open-file.ts';
import { useProject } from './state/use-project.ts';
import { useProjectDraft } from './state/use-project-draft.ts';
import { useSaveDraft } from './state/use-save-draft.ts';

export interface DraftEditorProps {
  start: EditorStart;
  actions: EditorActions;
}

/** Edits, checks, saves and runs the workflows of a project. */
export function DraftEditor({ start, actions }: DraftEditorProps) {
  const t = useTranslations('workflows');
  const router = useRouter();
  const reasonId = useId();
  const textOfCode = useCodeText('workflow-findings');
  const edited = useProjectDraft(start.draftKey, start.draft);
  const { draft, change, dirtyPaths, isDirty } = edited;
  const { project, refresh } = useProject(start.project);
  const check = useFindings(draft);
  const file = useOpenFile(draft, start.line);
  const [dialog, setDialog] = useState<EditorDialog>();
  const saving = useSaveDraft(edited, (id) => {
    refresh();
    if (start.project) return;
    edited.moveTo(String(id));
    router.replace(workflowProjectPath(id));
  });
  const isBehind = (project?.revision ?? 0) > (draft.base?.revision ?? 0);
  useEffect(() => {
    if (isBehind && !isDirty) router.refresh();
  }, [isBehind, isDirty, router]);
  const workflows = project?.workflows ?? [];
  const workflow = workflows.find(({ name }) => workflowFile(name) === file.path) ?? workflows[0];
  const mayWrite = useMay('workflows.write');
  const mayRun = useMay('workflows.run');
  const save = () => {
    if (mayWrite && isDirty && check.errors === 0 && !saving.isSaving) saving.save();
  };
  const openRun = () => {
    if (mayRun && workflow) setDialog({ kind: 'run' });
  };
  const onKeyDown = useEditorKeys({ file, findings: check.findings, onRun: openRun, onSave: save });
  return (
    <div className="contents" onKeyDownCapture={onKeyDown}>
      <Sheet>
        <EditorHead
          project={project}
          name={draft.name}
          isRenamable={draft.base === null}
          path={file.path}
          workflow={workflow}
          isDirty={isDirty}
          isSaving={saving.isSaving}
          errorCount={check.errors}
          reasonId={reasonId}
          onRename={(name) => change((latest) => ({ ...latest, name }))}
          onSave={save}
          onOpenDialog={setDialog}
        />
        <EditorBar
          project={project}
          workflow={workflow}
          isDirty={isDirty}
          errorCount={check.errors}
          reasonId={reasonId}
          actions={actions}
          onProjectChange={refresh}
        />
        {saving.problem !== undefined && (
          <div className="border-border border-t px-6 py-3 max-wide:px-4">
            <Banner live tone="error">
              {saving.problem}
            </Banner>
          </div>
        )}
        <EditorBody
          draft={draft}
          dirtyPaths={dirtyPaths}
          file={file}
          check={check}
          textOf={({ code, params }: WorkflowFinding) => textOfCode(code, params)}
          project={project}
          workflow={workflow}
          secrets={start.secrets}
          actions={actions}
          onText={(path, text) => change((latest) => withTexts(latest, new Map([[path, text]])))}
          onDraftChange={change}
          onOpenDialog={setDialog}
          onProjectChange={refresh}
        />
      </Sheet>
      <EditorDialogs
        dialog={dialog}
        edited={edited}
        project={project}
        workflow={workflow}
        actions={actions}
        onClose={() => setDialog(undefined)}
        onSelect={file.open}
      />
      <ConflictDialog edited={edited} saving={saving} />
      <LeaveGuard isDirty={isDirty} onDiscard={edited.discard}>
        {t('leaveText')}
      </LeaveGuard>
    </div>
  );
}
