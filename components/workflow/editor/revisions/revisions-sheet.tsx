'use client';

import { History } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Sheet } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { WORKFLOWS, workflowProjectPath, workflowRevisionsPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import type { RevisionFiles, WorkflowProjectView } from '#lib/core/workflow/view/project-view.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { CodeEditor } from '../editor-body.tsx';
import { FileList } from '../files/file-list.tsx';
import { type ListedRevision, RevisionList } from './revision-list.tsx';

export interface RevisionsSheetProps {
  project: WorkflowProjectView;
  /** Newest first. */
  revisions: readonly ListedRevision[];
  /** The revision whose files are shown. */
  shown: RevisionFiles;
  restore: (input: { workflow_project: number; revision: number }) => Promise<ActionResult<number>>;
}

/** The revisions of a project with their files; an older revision can be restored as the newest one. */
export function RevisionsSheet({ project, revisions, shown, restore }: RevisionsSheetProps) {
  const t = useTranslations('workflows.revisions');
  const workflowText = useTranslations('workflows');
  const router = useRouter();
  const resultOf = useActionResult();
  const [isConfirming, setConfirming] = useState(false);
  const [pathInUrl, setPathInUrl] = useQueryState('file', parseAsString);
  const { id, name } = project;
  const { revision, files } = shown;
  const isNewest = revision === project.revision;
  const shownFile =
    files.find(({ path }) => path === pathInUrl) ?? files.find(({ path }) => path.endsWith('.dig')) ?? files[0];
  const confirm = async () => {
    const result = await resultOf(restore({ workflow_project: id, revision }));
    setConfirming(false);
    if (!result.ok) return void toast.error(result.message);
    toast.success(t('restored', { revision, newest: result.value }));
    router.push(workflowProjectPath(id));
  };
  const hrefOf = (listed: number) =>
    workflowRevisionsPath(id, { revision: listed, ...(shownFile && { file: shownFile.path }) });
  return (
    <Sheet>
      <SheetHead
        crumbs={[
          { label: workflowText('title'), href: WORKFLOWS },
          { label: name, href: workflowProjectPath(id) },
        ]}
        title={t('title')}
        badges={isNewest && <Tag>{t('newest')}</Tag>}
        actions={
          isNewest ? (
            <ButtonLink needs="workflows.write" href={workflowProjectPath(id)}>
              {t('edit')}
            </ButtonLink>
          ) : (
            <Button
              needs="workflows.write"
              variant="primary"
              icon={<History aria-hidden />}
              onClick={() => setConfirming(true)}
            >
              {t('restore', { revision })}
            </Button>
          )
        }
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] border-border border-t wide:max-lg:grid-rows-[auto_minmax(0,1fr)] lg:grid-cols-[13rem_14rem_minmax(0,1fr)] max-wide:content-start">
        <RevisionList revisions={revisions} shown={revision} hrefOf={hrefOf} />
        <div className="min-h-0 border-border p-3 overflow-auto lg:border-r max-lg:hidden">
          <FileList
            paths={files.map(({ path }) => path)}
            openPath={shownFile?.path}
            onSelect={(path) => void setPathInUrl(path)}
          />
        </div>
        <div className="grid gap-2 border-border border-b px-4 py-3 wide:grid-cols-2 lg:hidden">
          <Select
            label={t('title')}
            value={String(revision)}
            choices={revisions.map((listed) => ({
              value: String(listed.revision),
              label: t('number', { revision: listed.revision }),
            }))}
            onValueChange={(next) => router.push(hrefOf(Number(next)))}
          />
          <Select
            label={workflowText('files.file')}
            value={shownFile?.path ?? null}
            choices={files.map(({ path }) => ({ value: path, label: path }))}
            onValueChange={(path) => void setPathInUrl(path)}
          />
        </div>
        <div className="min-h-0 min-w-0 max-wide:min-h-72">
          {shownFile && <CodeEditor key={shownFile.path} path={shownFile.path} value={shownFile.text} />}
        </div>
      </div>
      <ConfirmDialog
        open={isConfirming}
        onOpenChange={setConfirming}
        title={t('restoreTitle', { revision })}
        confirmLabel={t('restoreConfirm')}
        onConfirm={confirm}
      >
        <p>{t('restoreText', { newest: project.revision + 1 })}</p>
      </ConfirmDialog>
    </Sheet>
  );
}
