'use client';

import { FilePenLine, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Select } from '#components/ui/forms/select.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { type ProjectDraft, withTexts } from '#lib/core/workflow/draft/project-draft.ts';
import type { EditorDialog } from '../dialogs/editor-dialogs.tsx';
import { AddFileButtons } from './add-file-buttons.tsx';
import { FileList } from './file-list.tsx';
import { readChosen } from './read-files.ts';
import { useReadProblem } from './use-read-problem.ts';

export interface FileColumnProps {
  draft: ProjectDraft;
  openPath: string | undefined;
  dirtyPaths: readonly string[];
  findingCountOf: (path: string) => number;
  onSelect: (path: string) => void;
  onDraftChange: (next: (draft: ProjectDraft) => ProjectDraft) => void;
  onOpenDialog: (dialog: EditorDialog) => void;
}

/** The files of a project; on phones a select. */
export function FileColumn({
  draft,
  openPath,
  dirtyPaths,
  findingCountOf,
  onSelect,
  onDraftChange,
  onOpenDialog,
}: FileColumnProps) {
  const t = useTranslations('workflows.files');
  const problemOf = useReadProblem();
  const paths = [...draft.files.keys()].sort();
  const upload = async (files: readonly File[]) => {
    if (files.length === 0) return;
    try {
      const { texts } = await readChosen(files);
      onDraftChange((latest) => withTexts(latest, texts));
      toast.success(t('uploaded', { count: texts.size }));
    } catch (error) {
      toast.error(problemOf(error));
    }
  };
  const addButtons = (
    <AddFileButtons onNew={() => onOpenDialog({ kind: 'file-name' })} onUpload={(files) => void upload(files)} />
  );
  return (
    <aside aria-label={t('title')} className="min-h-0 border-border wide:overflow-auto wide:border-r max-wide:border-b">
      <div className="flex items-center gap-1 px-4 py-3 wide:hidden">
        <Select
          label={t('file')}
          className="flex-1"
          value={openPath ?? null}
          choices={paths.map((path) => ({ value: path, label: labelOf(path, findingCountOf(path), t) }))}
          onValueChange={onSelect}
        />
        {addButtons}
      </div>
      <div className="grid content-start gap-2 p-3 max-wide:hidden">
        <div className="flex items-center pl-2">
          <h2 className="mr-auto font-medium text-text-muted text-xs tracking-normal">{t('title')}</h2>
          {addButtons}
        </div>
        <FileList
          paths={paths}
          openPath={openPath}
          findingCountOf={findingCountOf}
          isChanged={(path) => draft.base !== null && dirtyPaths.includes(path)}
          onSelect={onSelect}
          menuOf={(path) => (
            <MoreMenu itemName={path} size="sm">
              <MenuItem
                needs="workflows.write"
                icon={<FilePenLine aria-hidden />}
                onSelect={() => onOpenDialog({ kind: 'file-name', path })}
              >
                {t('rename')}
              </MenuItem>
              <MenuItem
                needs="workflows.write"
                danger
                icon={<Trash2 aria-hidden />}
                onSelect={() => onOpenDialog({ kind: 'delete-file', path })}
              >
                {t('delete')}
              </MenuItem>
            </MoreMenu>
          )}
        />
      </div>
    </aside>
  );
}

function labelOf(path: string, count: number, t: ReturnType<typeof useTranslations<'workflows.files'>>): string {
  return count === 0 ? path : t('withFindings', { path, count });
}
