'use client';

import { ChevronDown, ChevronRight, FolderOpen, History, PencilLine, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { workflowProjectPath, workflowRevisionsPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { WorkflowProjectView } from '#lib/core/workflow/view/project-view.ts';

export interface ProjectRowProps {
  project: WorkflowProjectView;
  isOpen: boolean;
  onToggle: () => void;
  onDelete: () => void;
}

/** The heading of a project's workflows. */
export function ProjectRow({ project, isOpen, onToggle, onDelete }: ProjectRowProps) {
  const t = useTranslations('workflows');
  const { id, name, revision, updatedAt, fileCount, workflows } = project;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <tr className="[&>*]:bg-surface-sunken cards:-mx-4 cards:bg-surface-sunken cards:px-4">
      <th scope="rowgroup" colSpan={5} className="h-11 border-border border-b pl-2! text-start">
        <span className="flex flex-wrap items-center gap-x-2.5">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={t('workflowsOf', { name })}
            onClick={onToggle}
            className="grid size-target place-items-center rounded-tag text-text-muted hover:bg-surface-hover hover:text-text"
          >
            <Chevron aria-hidden className="size-4" />
          </button>
          <FolderOpen aria-hidden className="-ml-1 size-4 text-text-muted" />
          <Link href={workflowProjectPath(id)} className="inline-flex min-h-target items-center font-medium">
            {name}
          </Link>
          <span className="font-normal text-text-muted text-xs">
            {t('contents', { workflows: workflows.length, files: fileCount })}
          </span>
          <span className="font-normal text-text-muted text-xs cards:hidden">
            {t.rich('revisionAt', { revision, time: () => <Time value={updatedAt} /> })}
          </span>
        </span>
      </th>
      <td data-corner className="border-border border-b pr-0 text-end">
        <span className="flex justify-end">
          <MoreMenu itemName={t('projectNamed', { name })} size="sm">
            <MenuLink needs="workflows.write" href={workflowProjectPath(id)} icon={<PencilLine aria-hidden />}>
              {t('menu.edit')}
            </MenuLink>
            <MenuLink href={workflowRevisionsPath(id)} icon={<History aria-hidden />}>
              {t('menu.revisions')}
            </MenuLink>
            <MenuRule />
            <MenuItem needs="workflows.write" danger icon={<Trash2 aria-hidden />} onSelect={onDelete}>
              {t('menu.delete')}
            </MenuItem>
          </MoreMenu>
        </span>
      </td>
    </tr>
  );
}
