'use client';

import { Plus, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AutoRefresh, WORKING_REFRESH_MS } from '#components/layout/auto-refresh.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { NEW_WORKFLOW_PROJECT, UPLOAD_WORKFLOW_PROJECT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { WorkflowProjectView } from '#lib/core/workflow/view/project-view.ts';
import { ProjectsList } from './list/projects-list.tsx';
import type { ProjectActions } from './project-actions.ts';
import { ProjectsEmpty, type ProjectsEmptyProps } from './projects-empty.tsx';
import { ShellHint } from './shell-hint.tsx';

export interface ProjectsSheetProps extends ProjectsEmptyProps {
  projects: readonly WorkflowProjectView[];
  actions: ProjectActions;
}

const IDLE_REFRESH_MS = 10_000;

export function ProjectsSheet({ projects, actions, loadSampleProject }: ProjectsSheetProps) {
  const t = useTranslations('workflows');
  const isRunning = projects.some(({ workflows }) =>
    workflows.some(({ recent: [last] }) => last?.state === 'running' || last?.state === 'queued'),
  );
  return (
    <Sheet>
      <AutoRefresh everyMs={isRunning ? WORKING_REFRESH_MS : IDLE_REFRESH_MS} active={projects.length > 0} />
      <SheetHead
        title={t('title')}
        actions={
          <>
            <ButtonLink href={UPLOAD_WORKFLOW_PROJECT} icon={<Upload aria-hidden />}>
              {t('upload.title')}
            </ButtonLink>
            <ButtonLink variant="primary" href={NEW_WORKFLOW_PROJECT} icon={<Plus aria-hidden />}>
              {t('new.title')}
            </ButtonLink>
          </>
        }
      />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {projects.length === 0 ? (
          <ProjectsEmpty loadSampleProject={loadSampleProject} />
        ) : (
          <>
            <ProjectsList projects={projects} actions={actions} />
            <ShellHint project={projects[0]?.name ?? ''} />
          </>
        )}
      </SheetBody>
    </Sheet>
  );
}
