'use client';

import { FilePenLine, History, ListTree, Play, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { WORKFLOWS, workflowProjectPath, workflowRevisionsPath, workflowSessionsPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Kbd } from '#components/ui/text/kbd.tsx';
import type { WorkflowProjectView, WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import type { EditorDialog } from './dialogs/editor-dialogs.tsx';

export interface EditorHeadProps {
  /** Null until the project is saved. */
  project: WorkflowProjectView | null;
  name: string;
  /** Whether the name can be changed. */
  isRenamable: boolean;
  path: string | undefined;
  workflow: WorkflowView | undefined;
  isDirty: boolean;
  isSaving: boolean;
  errorCount: number;
  /** The ID of the text that says why the project cannot be saved. */
  reasonId: string;
  onRename: (name: string) => void;
  onSave: () => void;
  onOpenDialog: (dialog: EditorDialog) => void;
}

export function EditorHead({
  project,
  name,
  isRenamable,
  path,
  workflow,
  isDirty,
  isSaving,
  errorCount,
  ...props
}: EditorHeadProps) {
  const t = useTranslations('workflows');
  const hasErrors = errorCount > 0;
  const crumbs = [
    { label: t('title'), href: WORKFLOWS },
    ...(project && path !== undefined ? [{ label: name, href: workflowProjectPath(project.id) }] : []),
  ];
  return (
    <SheetHead
      crumbs={crumbs}
      title={
        isRenamable ? (
          <TextInput
            aria-label={t('new.name')}
            placeholder={t('new.name')}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            controlSize="sm"
            className="w-64! text-lg! max-wide:w-full!"
            value={name}
            onChange={({ target }) => props.onRename(target.value)}
          />
        ) : (
          ((project && path) ?? name)
        )
      }
      badges={isDirty && <Tag>{t(project ? 'edited' : 'unsaved')}</Tag>}
      actions={
        <>
          {project && (
            <ButtonLink
              href={workflowSessionsPath(workflow?.id)}
              icon={<History aria-hidden />}
              className="max-wide:hidden"
            >
              {t('sessions')}
            </ButtonLink>
          )}
          <Button
            needs="workflows.write"
            disabled={!isDirty}
            busy={isSaving}
            {...(isDirty && hasErrors && { 'aria-disabled': true, 'aria-describedby': props.reasonId })}
            onClick={() => !hasErrors && props.onSave()}
          >
            {t('save.label')}
          </Button>
          <Button
            needs="workflows.run"
            variant="primary"
            icon={<Play aria-hidden />}
            disabled={project === null || workflow === undefined}
            onClick={() => props.onOpenDialog({ kind: 'run' })}
          >
            {t('run.label')}
            <span className="max-lg:hidden">
              <Kbd>Mod+Enter</Kbd>
            </span>
          </Button>
          <HeadMenu project={project} path={path} onOpenDialog={props.onOpenDialog} />
        </>
      }
    />
  );
}

function HeadMenu({ project, path, onOpenDialog }: Pick<EditorHeadProps, 'project' | 'path' | 'onOpenDialog'>) {
  const t = useTranslations('workflows');
  return (
    <MoreMenu outline>
      {path !== undefined && (
        <>
          <MenuItem
            needs="workflows.write"
            icon={<FilePenLine aria-hidden />}
            onSelect={() => onOpenDialog({ kind: 'file-name', path })}
          >
            {t('files.renameOf', { path })}
          </MenuItem>
          <MenuItem
            needs="workflows.write"
            icon={<Trash2 aria-hidden />}
            onSelect={() => onOpenDialog({ kind: 'delete-file', path })}
          >
            {t('files.deleteOf', { path })}
          </MenuItem>
        </>
      )}
      <MenuItem icon={<ListTree aria-hidden />} onSelect={() => onOpenDialog({ kind: 'operators' })}>
        {t('operators.label')}
      </MenuItem>
      {project && (
        <>
          <MenuLink href={workflowRevisionsPath(project.id)} icon={<History aria-hidden />}>
            {t('menu.revisions')}
          </MenuLink>
          <MenuLink href={workflowSessionsPath()} icon={<History aria-hidden />}>
            {t('menu.allSessions')}
          </MenuLink>
          <MenuRule />
          <MenuItem
            needs="workflows.write"
            danger
            icon={<Trash2 aria-hidden />}
            onSelect={() => onOpenDialog({ kind: 'delete' })}
          >
            {t('menu.delete')}
          </MenuItem>
        </>
      )}
    </MoreMenu>
  );
}
