import { useTranslations } from 'next-intl';
import { useReasonText } from '#components/http/use-code-text.ts';
import { activationPath, authenticationPath, parentSegmentPath, schedulePath, segmentPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { ActivationPlace } from '#lib/core/audience/activation/saved-activation.ts';
import { SANDBOX, UNRECORDED } from '#lib/core/job/job-destination.ts';
import type { PlannedQuery } from '#lib/core/query/saved-query.ts';
import type { JobView, RerunInstructions } from '#lib/core/view/job-view.ts';
import { JobDownloads } from '../job-downloads.tsx';

/** The settings, times and totals of a job. */
export function JobFacts({ job, instructions }: { job: JobView; instructions: RerunInstructions }) {
  const t = useTranslations('jobs.facts');
  const types = useTranslations('jobs.types');
  const { authentication, account, testEvent, skipInvalidRecord, delivery, batches, calls, resentAfterUnknown, noted } =
    job;
  const onOff = (on: boolean) => t(on ? 'on' : 'off');
  return (
    <section aria-label={t('title')} className="grid content-start gap-3.5">
      <Facts labels="wide">
        <Fact label={t('type')}>{types(job.type)}</Fact>
        {job.savedQuery && <SavedQueryFacts query={job.savedQuery} />}
        {job.parentSegment && (
          <Fact label={t('parentSegment')}>
            <Link href={parentSegmentPath(job.parentSegment.id)}>{job.parentSegment.name}</Link>
          </Fact>
        )}
        {job.activation && (
          <>
            <Fact label={t('activation')}>
              <Link href={activationPathOf(job.activation)}>{job.activation.name}</Link>
            </Fact>
            <Fact label={t('segment')}>
              <Link href={segmentPath({ parentSegment: job.activation.parentSegment, id: job.activation.segment })}>
                {job.activation.segmentName}
              </Link>
            </Fact>
          </>
        )}
        <JobTimes job={job} />
        {job.engineAddress !== null && <AddressFact label={t('engineAddress')} address={job.engineAddress} />}
        {authentication && (
          <>
            <Fact label={t('authentication')} startsGroup>
              <Link href={authenticationPath(authentication.id)}>{authentication.name}</Link>
            </Fact>
            <Fact label={t('account')}>
              <span className="tabular-nums">{account}</span>
            </Fact>
            <Destination job={job} />
            <Fact label={t('testEvent')}>{onOff(testEvent)}</Fact>
            <Fact label={t('skipInvalid')}>{onOff(skipInvalidRecord)}</Fact>
            {delivery === 'at_most_once' && <Fact label={t('once')}>{onOff(true)}</Fact>}
            <Fact label={t('batches')} startsGroup>
              <Num value={batches} />
            </Fact>
            <Fact label={t('calls')}>
              <Num value={calls} />
            </Fact>
            <Fact label={t('resent')}>
              <Num value={resentAfterUnknown} />
            </Fact>
            <Fact label={t('warned')}>
              <Num value={noted.accepted} />
            </Fact>
          </>
        )}
      </Facts>
      <JobDownloads job={job} instructions={instructions} />
    </section>
  );
}

function activationPathOf({ id, segment, parentSegment }: ActivationPlace): string {
  return activationPath({ id: segment, parentSegment }, id);
}

/** The destination stored with the job. */
function Destination({ job: { destination } }: { job: JobView }) {
  const t = useTranslations('jobs.facts');
  if (destination === null) return null;
  if (destination === SANDBOX) return <Fact label={t('destination')}>{t('sandbox')}</Fact>;
  return <AddressFact label={t('destination')} address={destination} />;
}

function AddressFact({ label, address }: { label: string; address: string }) {
  const t = useTranslations('jobs.facts');
  return (
    <Fact label={label}>
      {address === UNRECORDED ? t('unrecorded') : <span className="[overflow-wrap:anywhere]">{address}</span>}
    </Fact>
  );
}

function SavedQueryFacts({ query: { id, name, plannedAt } }: { query: PlannedQuery }) {
  const t = useTranslations('jobs.facts');
  return (
    <>
      <Fact label={t('savedQuery')}>
        <Link href={schedulePath(id)}>{name}</Link>
      </Fact>
      <Fact label={t('plannedAt')}>
        <Time value={plannedAt} shape="second" />
      </Fact>
    </>
  );
}

function JobTimes({ job: { createdAt, startedAt, endedAt, workedUntil, error } }: { job: JobView }) {
  const t = useTranslations('jobs.facts');
  const reasonOf = useReasonText();
  return (
    <>
      <Fact label={t('queued')} startsGroup>
        <Time value={createdAt} shape="second" />
      </Fact>
      <Fact label={t('started')}>{startedAt === null ? '—' : <Time value={startedAt} shape="second" />}</Fact>
      <Fact label={t('ended')}>{endedAt === null ? '—' : <Time value={endedAt} shape="second" />}</Fact>
      <Fact label={t('duration')}>{startedAt === null ? '—' : <Duration ms={workedUntil - startedAt} />}</Fact>
      {error && <Fact label={t('reason')}>{reasonOf(error.code)}</Fact>}
    </>
  );
}
