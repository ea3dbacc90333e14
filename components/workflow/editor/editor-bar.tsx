'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { workflowRevisionsPath } from '#components/paths.ts';
import { Switch } from '#components/ui/forms/switch.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import type { WorkflowProjectView, WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { ProjectActions } from '../projects/project-actions.ts';
import { EnableDialog } from '../projects/schedule/enable-dialog.tsx';
import { WorkflowScheduleText } from '../projects/schedule/workflow-schedule-text.tsx';
import { SessionTime } from '../session-time.tsx';

export interface EditorBarProps {
  project: WorkflowProjectView | null;
  workflow: WorkflowView | undefined;
  isDirty: boolean;
  errorCount: number;
  reasonId: string;
  actions: Pick<ProjectActions, 'enable' | 'disable' | 'skip'>;
  onProjectChange: () => void;
}

/** When the workflow runs automatically, and which revision of the project its sessions use. */
export function EditorBar({
  project,
  workflow,
  isDirty,
  errorCount,
  reasonId,
  actions,
  onProjectChange,
}: EditorBarProps) {
  return (
    <div className="flex min-h-12 flex-none flex-wrap items-center gap-x-3 gap-y-1 border-border border-t px-6 py-2 text-sm max-wide:px-4">
      {workflow && <ScheduleLine workflow={workflow} actions={actions} onProjectChange={onProjectChange} />}
      <span id={reasonId} className="wide:ml-auto text-text-muted text-xs">
        <StateText project={project} isDirty={isDirty} errorCount={errorCount} />
      </span>
    </div>
  );
}

function ScheduleLine({
  workflow,
  actions,
  onProjectChange,
}: { workflow: WorkflowView } & Pick<EditorBarProps, 'actions' | 'onProjectChange'>) {
  const t = useTranslations('workflows.schedule');
  const format = useFormatter();
  const resultOf = useActionResult();
  const [isBusy, startTransition] = useTransition();
  const [isEnabling, setEnabling] = useState(false);
  const { id, name, schedule, isPaused, next, timeZone, missed } = workflow;
  if (schedule === null) return <span className="text-text-muted">{t('noneOf', { name })}</span>;
  const [first] = next;
  const action = isPaused ? actions.enable : actions.disable;
  const toggle = () =>
    startTransition(async () => {
      const result = await resultOf(action({ workflow: id }));
      if (!result.ok) toast.error(result.message);
      onProjectChange();
    });
  return (
    <>
      <Switch
        needs="workflows.write"
        label={t('label')}
        aria-label={t('labelOf', { name })}
        checked={!isPaused}
        aria-busy={isBusy}
        onChange={missed ? () => setEnabling(true) : toggle}
      />
      {isEnabling && missed && (
        <EnableDialog
          workflow={workflow}
          missed={missed}
          actions={actions}
          onClose={() => setEnabling(false)}
          onDone={onProjectChange}
        />
      )}
      <span>{format.list([<WorkflowScheduleText key="words" schedule={schedule} />, timeZone], LIST_FORMAT)}</span>
      <span className="text-text-muted max-wide:hidden">
        {isPaused && t('disabledText')}
        {!isPaused &&
          first &&
          t.rich('next', { time: () => <SessionTime isZoned value={first.run} timeZone={timeZone} /> })}
      </span>
    </>
  );
}

function StateText({ project, isDirty, errorCount }: Pick<EditorBarProps, 'project' | 'isDirty' | 'errorCount'>) {
  const t = useTranslations('workflows.state');
  if (!project) return t(errorCount > 0 ? 'newWithErrors' : 'new', { errors: errorCount });
  const { id, revision } = project;
  const link = (chunks: ReactNode) => (
    <Link href={workflowRevisionsPath(id)} className="link-underline">
      {chunks}
    </Link>
  );
  if (!isDirty) return t.rich('saved', { revision, link });
  return t.rich(errorCount > 0 ? 'errors' : 'changed', { revision, errors: errorCount, link });
}
