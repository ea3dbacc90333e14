import { useTranslations } from 'next-intl';
import { JobBadge } from '#components/job/job-badge.tsx';
import { sentOf } from '#components/job/pace.ts';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { StoryJob, StoryView } from '#lib/core/view/story-view.ts';

/** The jobs of an export and what each of them changed; `currentId` is that of the job that the page is about. */
export function StoryHistory({ story, currentId }: { story: StoryView; currentId: number }) {
  const t = useTranslations('jobs.history');
  return (
    <Region title={t('title')} label={t('title')}>
      <Table label={t('title')} cards>
        <thead>
          <tr>
            <Th>{t('job')}</Th>
            <Th>{t('status')}</Th>
            <Th>{t('when')}</Th>
            <Th end>{t('sent')}</Th>
            <Th end>{t('accepted')}</Th>
            <Th end>{t('open')}</Th>
          </tr>
        </thead>
        <tbody>
          {story.steps.map((step) => (
            <Step key={step.id} step={step} isFirst={step.id === story.first} isCurrent={step.id === currentId} />
          ))}
        </tbody>
      </Table>
    </Region>
  );
}

function Step({ step, isFirst, isCurrent }: { step: StoryJob; isFirst: boolean; isCurrent: boolean }) {
  const t = useTranslations('jobs.history');
  const { id, state, records, startedAt, createdAt, accepted, open, isFixed } = step;
  const resendKind = isFixed ? 'fixed' : 'resend';
  return (
    <Tr selected={isCurrent}>
      <RowHead>
        <Link href={jobPath(id)} aria-current={isCurrent ? 'page' : undefined} className="link-underline">
          {t('jobOf', { id: String(id) })}
        </Link>{' '}
        <span className="ml-1 font-normal">{t(isFirst ? 'first' : resendKind, { count: records.read })}</span>
      </RowHead>
      <Td corner>
        <JobBadge job={{ state, request: null }} />
      </Td>
      <Td label={t('when')} muted>
        <Time value={startedAt ?? createdAt} />
      </Td>
      <Td label={t('sent')} end>
        <Num value={sentOf({ records })} />
      </Td>
      <Td label={t('accepted')} end>
        <Num value={accepted} />
      </Td>
      <Td label={t('open')} end>
        <Num value={open} />
      </Td>
    </Tr>
  );
}
