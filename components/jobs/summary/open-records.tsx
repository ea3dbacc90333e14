'use client';

import { CircleX, Download, type LucideIcon, Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useServiceName } from '#components/job/use-service-name.ts';
import { recordsCsvPath } from '#components/paths.ts';
import { DownloadLink } from '#components/ui/buttons/download-link.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { OpenReason, StoryView } from '#lib/core/view/story-view.ts';
import { ReasonRow } from './reason-row.tsx';

/**
 * Rejected records come first: the reason is not one of our rules, so only the receiving service's message explains it.
 */
const RESULTS = ['rejected', 'uncertain', 'invalid'] as const satisfies readonly OpenReason['result'][];
/** How many reasons of each result are shown; rarer ones are shown on demand. */
const INITIAL_COUNT = 6;

/** The open records of an export, by result and reason: what is wrong, since when, and what to do. */
export function OpenRecords({ job, story }: { job: JobView; story: StoryView }) {
  const t = useTranslations('jobs.open');
  const results = RESULTS.filter((result) => story.records[result] > 0);
  if (results.length === 0) return null;
  const title = t(story.jobs > 1 ? 'titleInAll' : 'title', { count: story.open });
  return (
    <Region
      title={title}
      label={title}
      actions={
        !job.retention.deleted && (
          <DownloadLink
            href={recordsCsvPath(job.id)}
            className="inline-flex min-h-target items-center gap-1.5 font-medium text-sm [&_svg]:size-4"
          >
            <Download aria-hidden />
            {t('csv')}
          </DownloadLink>
        )
      }
    >
      <Table label={title} cards>
        <thead>
          <tr>
            <Th className="wide:w-56">{t('reason')}</Th>
            <Th>{t('cause')}</Th>
            <Th end>{t('records')}</Th>
          </tr>
        </thead>
        {results.map((result) => (
          <ResultRows key={result} job={job} story={story} result={result} />
        ))}
      </Table>
      <p className="mt-2.5 text-text-muted text-xs empty:hidden">
        {story.reasons.some(({ result }) => result === 'invalid') && t('note')}
        {areCountedByColumn(job, story) && ` ${t('noteSoFar')}`}
      </p>
    </Region>
  );
}

/** Whether a record with one error in several columns counts for each of them, as it does until the job ends. */
function areCountedByColumn({ state }: JobView, { jobs, reasons }: StoryView): boolean {
  return jobs === 1 && !isFinal(state) && reasons.some(({ columns }) => columns.length > 1);
}

const ICONS: Readonly<Record<OpenReason['result'], LucideIcon | undefined>> = {
  rejected: Reply,
  invalid: CircleX,
  uncertain: undefined,
};

function ResultRows({ job, story, result }: { job: JobView; story: StoryView; result: OpenReason['result'] }) {
  const t = useTranslations('jobs.open');
  const service = useServiceName(job);
  const [isExpanded, setExpanded] = useState(false);
  const reasons = story.reasons.filter((reason) => reason.result === result);
  const shown = isExpanded ? reasons : reasons.slice(0, INITIAL_COUNT);
  const Icon = ICONS[result];
  return (
    <tbody>
      <tr>
        <RowHead>
          <span
            className={`inline-flex items-center gap-2 [&_svg]:flex-none ${result === 'uncertain' ? '' : 'text-error'}`}
          >
            {Icon ? <Icon aria-hidden className="size-4" /> : <StatusIcon tone="unsure" className="size-4" />}
            {t(`results.${result}`, { service })}
          </span>
        </RowHead>
        <Td>
          <span className="text-text-muted">
            {t(result === 'invalid' && job.retention.deleted ? 'invalidOfDeleted' : `about.${result}`, { service })}
          </span>
        </Td>
        <Td label={t('records')} end className="font-semibold">
          <Num value={story.records[result]} />
        </Td>
      </tr>
      {shown.map((reason) => (
        <ReasonRow key={keyOf(reason)} job={job} reason={reason} isOnly={reasons.length === 1} />
      ))}
      {reasons.length > INITIAL_COUNT && (
        <tr>
          <Td colSpan={3}>
            <LinkButton className="text-sm" aria-expanded={isExpanded} onClick={() => setExpanded(!isExpanded)}>
              {isExpanded ? t('fewer') : t('more', { count: reasons.length - INITIAL_COUNT })}
            </LinkButton>
          </Td>
        </tr>
      )}
    </tbody>
  );
}

function keyOf({ job, code, rejection }: OpenReason): string {
  return [job, code, rejection?.reason, rejection?.message].join();
}
