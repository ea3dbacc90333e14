'use client';

import { useTranslations } from 'next-intl';
import { SheetBody } from '#components/shell/sheet.tsx';
import { ChipLink } from '#components/ui/chip.tsx';
import type { JobView } from '#lib/core/job-view.ts';
import type { LogLine } from '#lib/core/ledger.ts';
import { CursorPages } from './cursor-pages.tsx';
import { JobSheet } from './job-sheet.tsx';
import { jobPath } from './jobs-address.ts';
import { LogText } from './log-text.tsx';
import { useJob } from './use-job.ts';

export interface JobLogPageProps {
  initial: JobView;
  lines: readonly LogLine[];
  warningsOnly: boolean;
  earlierHref: string | undefined;
  laterHref: string | undefined;
}

/** A page of the whole log. */
export function JobLogPage({ initial, lines, warningsOnly, earlierHref, laterHref }: JobLogPageProps) {
  const t = useTranslations('jobs');
  const job = useJob(initial);
  const path = `${jobPath(job.id)}/log`;
  return (
    <JobSheet job={job} view={t('tabs.log')}>
      <SheetBody padded={false}>
        <div className="flex flex-wrap items-center gap-2 px-6 py-3 max-wide:px-4">
          <nav aria-label={t('log.levels')} className="flex gap-2">
            <ChipLink pressed={!warningsOnly} href={path}>
              {t('log.all')}
            </ChipLink>
            <ChipLink pressed={warningsOnly} href={`${path}?level=warn`}>
              {t('log.warnings', { count: job.warnings.count })}
            </ChipLink>
          </nav>
          <span className="ml-auto flex flex-wrap items-center gap-3 text-text-muted text-xs">
            {lines.length > 0 && t('log.range', { count: lines.length })}
            <CursorPages
              label={t('log.pages')}
              previous={{ label: t('log.earlier'), href: earlierHref }}
              next={{ label: t('log.later'), href: laterHref }}
            />
          </span>
        </div>
        <div className="pb-6">
          {lines.length > 0 ? (
            <LogText lines={lines} label={t('log.lines', { id: String(job.id) })} />
          ) : (
            <p className="px-6 text-sm text-text-muted max-wide:px-4">
              {t(warningsOnly ? 'log.noWarnings' : 'log.empty')}
            </p>
          )}
        </div>
      </SheetBody>
    </JobSheet>
  );
}
