'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FilteredList } from '#components/layout/filtered-list.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import type { WorkflowProjectView, WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import { DeleteProject } from '../delete-project.tsx';
import type { ProjectActions } from '../project-actions.ts';
import { RunDialog } from '../run/run-dialog.tsx';
import { BackfillDialog } from '../schedule/backfill-dialog.tsx';
import { EnableDialog } from '../schedule/enable-dialog.tsx';
import { ProjectRow } from './project-row.tsx';
import type { WorkflowDialog } from './workflow-menu.tsx';
import { WorkflowRow } from './workflow-row.tsx';

export interface ProjectsListProps {
  projects: readonly WorkflowProjectView[];
  actions: ProjectActions;
}

interface ListedWorkflow extends WorkflowView {
  readonly project: WorkflowProjectView;
}

interface OpenDialog {
  readonly kind: WorkflowDialog | 'delete';
  readonly project: WorkflowProjectView;
  readonly workflow?: WorkflowView;
}

/** The workflows of all projects, grouped by project. */
export function ProjectsList({ projects, actions }: ProjectsListProps) {
  const t = useTranslations('workflows');
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [dialog, setDialog] = useState<OpenDialog>();
  const close = () => setDialog(undefined);
  const listed = projects.flatMap((project): ListedWorkflow[] =>
    project.workflows.map((workflow) => ({ ...workflow, project })),
  );
  return (
    <>
      <FilteredList
        items={listed}
        textsOf={({ name, project }) => [name, project.name]}
        filters={{
          scheduled: { label: t('filters.scheduled'), has: ({ schedule }) => schedule !== null },
          failed: { label: t('filters.failed'), has: ({ recent: [last] }) => last?.state === 'error' },
          disabled: {
            label: t('filters.disabled'),
            has: ({ schedule, isPaused }) => schedule !== null && isPaused,
          },
        }}
        texts={{ search: t('search'), noMatch: t('noMatch'), noMatchText: t('noMatchText') }}
        footOf={(count) => t('count', { projects: projects.length, count })}
      >
        {(shown) => (
          <Table label={t('title')} cards="lg">
            <ProjectsHead />
            {projects
              .map((project) => ({ project, workflows: shown.filter((workflow) => workflow.project === project) }))
              .filter(({ workflows }) => workflows.length > 0)
              .map(({ project, workflows }) => (
                <tbody key={project.id}>
                  <ProjectRow
                    project={project}
                    isOpen={!closed.has(project.id)}
                    onToggle={() => setClosed(toggled(closed, project.id))}
                    onDelete={() => setDialog({ kind: 'delete', project })}
                  />
                  {!closed.has(project.id) &&
                    workflows.map((workflow) => (
                      <WorkflowRow
                        key={workflow.id}
                        project={project.id}
                        workflow={workflow}
                        actions={actions}
                        onOpen={(kind) => setDialog({ kind, project, workflow })}
                      />
                    ))}
                </tbody>
              ))}
          </Table>
        )}
      </FilteredList>
      {dialog?.kind === 'run' && dialog.workflow && (
        <RunDialog
          workflows={dialog.project.workflows}
          initial={dialog.workflow.id}
          revision={dialog.project.revision}
          start={actions.start}
          onClose={close}
        />
      )}
      {dialog?.kind === 'backfill' && dialog.workflow && (
        <BackfillDialog workflow={dialog.workflow} backfill={actions.backfill} onClose={close} />
      )}
      {dialog?.kind === 'enable' && dialog.workflow?.missed && (
        <EnableDialog workflow={dialog.workflow} missed={dialog.workflow.missed} actions={actions} onClose={close} />
      )}
      {dialog?.kind === 'delete' && <DeleteProject project={dialog.project} remove={actions.remove} onClose={close} />}
    </>
  );
}

function toggled(closed: ReadonlySet<number>, id: number): ReadonlySet<number> {
  return closed.has(id) ? new Set([...closed].filter((other) => other !== id)) : new Set([...closed, id]);
}

function ProjectsHead() {
  const t = useTranslations('workflows.columns');
  return (
    <thead>
      <tr>
        <Th className="w-[24%]">{t('workflow')}</Th>
        <Th>{t('schedule')}</Th>
        <Th>{t('recent')}</Th>
        <Th>{t('last')}</Th>
        <Th>
          <VisuallyHidden>{t('detail')}</VisuallyHidden>
        </Th>
        <Th>
          <VisuallyHidden>{t('actions')}</VisuallyHidden>
        </Th>
      </tr>
    </thead>
  );
}
