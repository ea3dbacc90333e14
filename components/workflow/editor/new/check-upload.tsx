'use client';

import { FilePenLine, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { LeaveGuard } from '#components/layout/leaving/leave-guard.tsx';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { WORKFLOWS, workflowProjectPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import type { ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';
import type { WorkflowFinding } from '#lib/core/workflow/finding.ts';
import { TakenDialog } from '../dialogs/taken-dialog.tsx';
import { NEW_PROJECT } from '../state/project-drafts.ts';
import { type DraftCheck, useFindings } from '../state/use-findings.ts';
import { useProjectDraft } from '../state/use-project-draft.ts';
import { useSaveDraft } from '../state/use-save-draft.ts';

export interface CheckUploadProps {
  initial: ProjectDraft;
  onBack: () => void;
  onEdit: (draft: ProjectDraft) => void;
}

/** The findings in uploaded files, shown before the files are stored. */
export function CheckUpload({ initial, onBack, onEdit }: CheckUploadProps) {
  const t = useTranslations('workflows.upload');
  const workflowText = useTranslations('workflows');
  const router = useRouter();
  const edited = useProjectDraft(NEW_PROJECT, initial);
  const { draft, change, discard } = edited;
  const check = useFindings(draft);
  const saving = useSaveDraft(edited, (project) => {
    discard();
    router.replace(workflowProjectPath(project));
  });
  const { conflict } = saving;
  const isReady = check.isCurrent && check.errors === 0;
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: workflowText('title'), href: WORKFLOWS }]} title={t('title')} />
      <SheetBody>
        <div className="grid max-w-220 grid-cols-[minmax(0,1fr)] gap-5">
          <Field label={workflowText('new.name')} required help={workflowText('new.nameHelp')} error={saving.problem}>
            <TextInput
              autoComplete="off"
              spellCheck={false}
              maxLength={100}
              className="wide:max-w-96"
              value={draft.name}
              onChange={({ target }) => change((latest) => ({ ...latest, name: target.value }))}
            />
          </Field>
          <Summary check={check} files={draft.files.size} />
          {check.findings.length > 0 && <FindingsTable findings={check.findings} />}
        </div>
      </SheetBody>
      <SheetFoot>
        <Button
          onClick={() => {
            discard();
            onBack();
          }}
        >
          {t('other')}
        </Button>
        <span className="ml-auto max-wide:hidden" />
        <Button
          icon={<FilePenLine aria-hidden />}
          onClick={() => onEdit(draft)}
          {...(check.errors > 0 && { variant: 'primary' })}
        >
          {t(check.errors > 0 ? 'fix' : 'edit')}
        </Button>
        {check.errors === 0 && (
          <Button
            variant="primary"
            icon={<Upload aria-hidden />}
            disabled={!isReady}
            busy={saving.isSaving}
            onClick={saving.save}
          >
            {t('store')}
          </Button>
        )}
      </SheetFoot>
      {conflict && <TakenDialog draft={draft} taken={conflict} onClose={saving.dismiss} onDraft={onEdit} />}
      <LeaveGuard isDirty={edited.isDirty} onDiscard={discard}>
        {workflowText('leaveText')}
      </LeaveGuard>
    </Sheet>
  );
}

function Summary({ check, files: fileCount }: { check: DraftCheck; files: number }) {
  const t = useTranslations('workflows.upload');
  if (check.isFailed) return <Banner tone="error">{check.problem || t('checkFailed')}</Banner>;
  if (!check.isCurrent) return <p className="text-text-muted">{t('checking', { files: fileCount })}</p>;
  const { errors, warnings } = check;
  if (errors > 0)
    return (
      <Banner tone="error" live title={t('errors', { errors })}>
        {t('errorsText')}
      </Banner>
    );
  return (
    <Banner tone={warnings > 0 ? 'warning' : 'success'} live title={t('ready', { files: fileCount })}>
      {warnings > 0 && t('warnings', { warnings })}
    </Banner>
  );
}

function FindingsTable({ findings }: { findings: readonly WorkflowFinding[] }) {
  const t = useTranslations('workflows.findings');
  const textOf = useCodeText('workflow-findings');
  return (
    <Table label={t('title')} cards>
      <thead>
        <tr>
          <Th>{t('columns.place')}</Th>
          <Th>{t('columns.level')}</Th>
          <Th>{t('columns.finding')}</Th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ file, line, column, code, level, params }) => (
          <Tr key={JSON.stringify([file, line, column, code, params])}>
            <RowHead className="mono font-medium! [overflow-wrap:anywhere]">
              {file === '.' ? '—' : `${file}:${line}`}
            </RowHead>
            <Td label={t('columns.level')}>
              <Badge plain tone={level}>
                {t(`levels.${level}`)}
              </Badge>
            </Td>
            <Td>{textOf(code, params)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
