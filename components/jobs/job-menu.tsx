'use client';

import { Copy, Download, Send, SquareTerminal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { changeExportDraft } from '#components/export-steps/export-draft.ts';
import { stepPath } from '#components/paths.ts';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { copyText } from '#components/ui/text/copy-text.ts';
import { canRunCommand, curlCommand } from '#lib/core/view/job-command.ts';
import type { JobView, RerunInstructions } from '#lib/core/view/job-view.ts';
import { DownloadDialog } from './download-dialog.tsx';

/** Less frequent actions on a job. */
export function JobMenu({ job, instructions }: { job: JobView; instructions: RerunInstructions }) {
  const t = useTranslations('jobs.menu');
  const router = useRouter();
  const [isDialogOpen, setDialogOpen] = useState(false);
  const { id, type, uploadId, authentication, retention } = job;
  const hasFile = uploadId !== null && !retention.deleted;
  const copy = async (text: string) =>
    (await copyText(text)) ? toast.success(t('copied')) : toast.error(t('copyFailed'));
  const exportAgain = (upload: number) => {
    const { skipInvalidRecord: skip, delivery } = job;
    const { mapping, constants } = instructions;
    changeExportDraft(upload, { mapping, constants, form: { skip, delivery } });
    router.push(stepPath(upload, 'send'));
  };
  return (
    <>
      <MoreMenu outline>
        {hasFile && authentication && (
          <>
            <MenuItem
              needs="exports.create"
              icon={<Send aria-hidden />}
              note={t('exportHelp', { type })}
              onSelect={() => exportAgain(uploadId)}
            >
              {t('export')}
            </MenuItem>
            <MenuItem
              needs="values.show"
              icon={<Download aria-hidden />}
              note={t('downloadHelp')}
              onSelect={() => setDialogOpen(true)}
            >
              {t('download')}
            </MenuItem>
            <MenuRule />
          </>
        )}
        <MenuItem icon={<Copy aria-hidden />} end={id} onSelect={() => copy(String(id))}>
          {t('copyId')}
        </MenuItem>
        {canRunCommand(job, instructions) && (
          <MenuItem
            icon={<SquareTerminal aria-hidden />}
            note={!instructions.isWholeFile && t('commandHelp', { id: String(id), type })}
            onSelect={() => copy(instructions.command)}
          >
            {t('copyCommand')}
          </MenuItem>
        )}
        {(hasFile || type !== 'export') && (
          <MenuItem
            icon={<Copy aria-hidden />}
            onSelect={() => copy(curlCommand(window.location.origin, instructions.call))}
          >
            {t('copyCurl')}
          </MenuItem>
        )}
      </MoreMenu>
      {isDialogOpen && <DownloadDialog job={job} onClose={() => setDialogOpen(false)} />}
    </>
  );
}
