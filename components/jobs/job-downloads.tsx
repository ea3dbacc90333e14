'use client';

import { Download, Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { recordsCsvPath, sandboxAccountPath } from '#components/paths.ts';
import { DownloadLink } from '#components/ui/buttons/download-link.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import { canRunCommand } from '#lib/core/view/job-command.ts';
import type { JobView, RerunInstructions } from '#lib/core/view/job-view.ts';
import { DownloadDialog } from './download-dialog.tsx';

/** Downloads of a job's records, what the sandbox received, and the shell commands that show and repeat the job. */
export function JobDownloads({ job, instructions }: { job: JobView; instructions: RerunInstructions }) {
  const t = useTranslations('jobs.facts');
  const menu = useTranslations('jobs.menu');
  const [isDialogOpen, setDialogOpen] = useState(false);
  const { id, account, authentication, records, retention } = job;
  const hasFile = job.uploadId !== null && authentication !== null && !retention.deleted;
  const hasCommand = canRunCommand(job, instructions);
  return (
    <div className="grid gap-1 border-border border-t pt-3 text-sm [&_a>svg]:size-4 [&_a]:inline-flex [&_a]:min-h-target [&_a]:w-fit [&_a]:items-center [&_a]:gap-1.5 [&_a]:font-medium">
      {hasFile && (records.not_sent > 0 || job.hasUnreadRecords) && job.state !== 'running' && (
        <DownloadLink href={recordsCsvPath(id, { statuses: ['not_sent'] })}>
          <Download aria-hidden />
          {t('notSentCsv')}
        </DownloadLink>
      )}
      {hasFile && records.read > 0 && (
        <LinkButton
          needs="values.show"
          icon={<Download aria-hidden />}
          onClick={() => setDialogOpen(true)}
          className="w-fit text-sm"
        >
          {t('moreDownloads')}
        </LinkButton>
      )}
      {authentication?.target === 'sandbox' && (
        <Link href={sandboxAccountPath(account)}>
          <Inbox aria-hidden />
          {t('received')}
        </Link>
      )}
      <Command text={`pintd job:show ${id}`} label={t('copyCommand')}>
        {t('command')}
      </Command>
      {hasCommand && <CopyButton text={instructions.command}>{t('copyExport')}</CopyButton>}
      {hasCommand && !instructions.isWholeFile && (
        <Help>{menu('commandHelp', { id: String(id), type: job.type })}</Help>
      )}
      {isDialogOpen && <DownloadDialog job={job} onClose={() => setDialogOpen(false)} />}
    </div>
  );
}

function Command({ text, label, children }: { text: string; label: string; children: string }) {
  return (
    <span className="flex min-h-7.5 items-center gap-2 text-text-muted">
      {children}
      <code className="text-text">{text}</code>
      <CopyButton text={text} label={label} iconOnly />
    </span>
  );
}
