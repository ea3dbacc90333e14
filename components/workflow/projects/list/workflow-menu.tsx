'use client';

import { CirclePause, CirclePlay, History, ListChecks, PencilLine, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePerform } from '#components/http/use-perform.ts';
import { workflowSessionsPath } from '#components/paths.ts';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import type { WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import type { ProjectActions } from '../project-actions.ts';

export type WorkflowDialog = 'run' | 'backfill' | 'enable';

export interface WorkflowMenuProps {
  workflow: WorkflowView;
  /** The path of its file in the editor. */
  path: string;
  actions: ProjectActions;
  onOpen: (dialog: WorkflowDialog) => void;
}

export function WorkflowMenu({
  workflow: { id, name, schedule, isPaused, missed },
  path,
  actions,
  onOpen,
}: WorkflowMenuProps) {
  const t = useTranslations('workflows');
  const { perform } = usePerform();
  const toggle = isPaused ? actions.enable : actions.disable;
  return (
    <MoreMenu itemName={name} size="sm">
      <MenuItem needs="workflows.run" icon={<Play aria-hidden />} onSelect={() => onOpen('run')}>
        {t('menu.run')}
      </MenuItem>
      <MenuLink needs="workflows.write" href={path} icon={<PencilLine aria-hidden />}>
        {t('menu.edit')}
      </MenuLink>
      <MenuLink href={workflowSessionsPath(id)} icon={<ListChecks aria-hidden />}>
        {t('menu.sessions')}
      </MenuLink>
      {schedule && (
        <>
          <MenuItem needs="workflows.run" icon={<History aria-hidden />} onSelect={() => onOpen('backfill')}>
            {t('menu.backfill')}
          </MenuItem>
          <MenuItem
            needs="workflows.write"
            icon={isPaused ? <CirclePlay aria-hidden /> : <CirclePause aria-hidden />}
            onSelect={() => (missed ? onOpen('enable') : perform(() => toggle({ workflow: id })))}
          >
            {t(isPaused ? 'menu.enable' : 'menu.disable')}
          </MenuItem>
        </>
      )}
    </MoreMenu>
  );
}
