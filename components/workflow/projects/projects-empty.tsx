'use client';

import { PackageOpen, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { usePerform } from '#components/http/use-perform.ts';
import { NEW_WORKFLOW_PROJECT, UPLOAD_WORKFLOW_PROJECT, workflowProjectPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import type { ActionResult } from '#lib/web/action-result.ts';

export interface ProjectsEmptyProps {
  /** Returns the ID of the project. */
  loadSampleProject: () => Promise<ActionResult<number>>;
}

export function ProjectsEmpty({ loadSampleProject }: ProjectsEmptyProps) {
  const t = useTranslations('workflows');
  const router = useRouter();
  const { perform, isBusy } = usePerform();
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <>
          <ButtonLink size="sm" variant="primary" href={NEW_WORKFLOW_PROJECT}>
            {t('new.title')}
          </ButtonLink>
          <ButtonLink size="sm" href={UPLOAD_WORKFLOW_PROJECT} icon={<Upload aria-hidden />}>
            {t('upload.title')}
          </ButtonLink>
          <Button
            needs="workflows.write"
            size="sm"
            icon={<PackageOpen aria-hidden />}
            busy={isBusy}
            onClick={() => perform(loadSampleProject, (id) => router.push(workflowProjectPath(id)))}
          >
            {t('empty.sample')}
          </Button>
        </>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
