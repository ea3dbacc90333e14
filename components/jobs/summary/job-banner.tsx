import { useTranslations } from 'next-intl';
import { useCodeText, useReasonText } from '#components/http/use-code-text.ts';
import { shareRead } from '#components/job/pace.ts';
import { authenticationPath, recordsPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner, type BannerTone } from '#components/ui/feedback/banner.tsx';
import { REPEATED } from '#lib/core/delivery/repeats.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { recordQueryString } from '#lib/core/view/record-query.ts';
import { isUnsafe, type ReplicationFault } from '#lib/core/view/replication.ts';
import { OutageBanner } from './outage-banner.tsx';

const ALREADY_ACCEPTED = 'already_accepted';

/**
 * Why a job stopped or waits, the state of its events, and what to do. For a successful job: what it did instead of
 * sending, or why records were not sent or do not count. Nothing if none of this applies.
 */
export function JobBanner({ job }: { job: JobView }) {
  const { state, error, outage, heldBackBy } = job;
  if (error?.code === 'uncertain') return null; // UncertainRecordsBanner shows it, with the decision
  if (outage !== null) return <OutageBanner job={job} outage={outage} />;
  if (error !== null && (state === 'paused' || state === 'error')) return <ErrorBanner job={job} error={error} />;
  if (state === 'killed') return <StateBanner tone="info" textKey="killed" />;
  if (error !== null && state === 'queued') return <OtherDestinationBanner job={job} error={error} />;
  if (heldBackBy !== null) return <HeldBackBanner fault={heldBackBy} />;
  if (state === 'queued' && !job.isWorkerAlive) return <StateBanner tone="warning" textKey="noWorker" />;
  return state === 'success' ? <SuccessBanner job={job} /> : null;
}

function SuccessBanner({ job }: { job: JobView }) {
  const t = useTranslations('jobs.banner');
  const { id, type, authentication, records } = job;
  if (type === 'build') return <StateBanner tone="success" textKey="built" />;
  if (authentication === null)
    return (
      <Banner tone="success" title={t('queried')}>
        {t('queriedText', { id: String(id) })}
      </Banner>
    );
  if (records.read === 0) return <StateBanner tone="info" textKey="empty" />;
  if (records.invalid === records.read) return <StateBanner tone="warning" textKey="allInvalid" />;
  return (
    <>
      {job.testEvent && (
        <Banner tone="test" title={t('testDone')}>
          {t('testDoneText', { sandbox: String(authentication.target === 'sandbox') })}
        </Banner>
      )}
      <LeftOutBanner job={job} code={ALREADY_ACCEPTED} textKey="leftOut" />
      <LeftOutBanner job={job} code={REPEATED} textKey="repeats" />
    </>
  );
}

interface StateBannerProps {
  tone: BannerTone;
  textKey: 'killed' | 'noWorker' | 'built' | 'empty' | 'allInvalid';
}

/** A state that needs no other values in its text. */
function StateBanner({ tone, textKey }: StateBannerProps) {
  const t = useTranslations('jobs.banner');
  return (
    <Banner tone={tone} title={t(textKey)}>
      {t(`${textKey}Text`)}
    </Banner>
  );
}

interface LeftOutBannerProps {
  job: JobView;
  /** The code of the issue with which records were left out. */
  code: string;
  textKey: 'leftOut' | 'repeats';
}

/**
 * How many records were left out because their events were accepted before (the same file may have been sent twice by
 * mistake), or because they repeat others of the file.
 */
function LeftOutBanner({ job: { id, issues }, code, textKey }: LeftOutBannerProps) {
  const t = useTranslations('jobs.banner');
  const count = issues.find((issue) => issue.code === code)?.records ?? 0;
  if (count === 0) return null;
  const recordsHref = recordsPath(id) + recordQueryString({ status: 'not_sent', code, after: 0 });
  return (
    <Banner
      tone="info"
      title={t(textKey, { count })}
      actions={
        <ButtonLink size="sm" href={recordsHref}>
          {t('reviewLeftOut')}
        </ButtonLink>
      }
    >
      {t(`${textKey}Text`)}
    </Banner>
  );
}

/** Reports that the job was created for a destination or Trino server that no live worker uses. */
function OtherDestinationBanner({ job: { id }, error }: { job: JobView; error: NonNullable<JobView['error']> }) {
  const t = useTranslations('jobs.banner');
  const textOf = useCodeText('errors');
  return (
    <Banner tone="warning" title={t('elsewhere')}>
      <span className="[overflow-wrap:anywhere]">{textOf(error.code, { job: id, ...error.params })}</span>
    </Banner>
  );
}

/** Says that no worker starts the job until the replication of the database works. */
function HeldBackBanner({ fault }: { fault: ReplicationFault }) {
  const t = useTranslations('jobs.banner');
  const textOf = useCodeText('errors');
  return (
    <Banner tone="warning" title={t(isUnsafe(fault) ? 'commitsUnsafe' : 'commitsWait')}>
      <span className="[overflow-wrap:anywhere]">{textOf(fault.code, fault.params)}</span>
    </Banner>
  );
}

function ErrorBanner({ job, error }: { job: JobView; error: NonNullable<JobView['error']> }) {
  const t = useTranslations('jobs.banner');
  const textOf = useCodeText('errors');
  const reasonOf = useReasonText();
  const { id, state, authentication, account, records } = job;
  const unsent = records.not_sent;
  const kind = state === 'paused' ? 'paused' : 'error';
  const isByUser = kind === 'paused' && error.code === 'user';
  return (
    <Banner
      tone={kind}
      large
      title={isByUser ? t('pausedByUser') : t(kind, { reason: reasonOf(error.code) })}
      actions={<ErrorAction job={job} code={error.code} record={error.params['record']} />}
    >
      {isByUser
        ? t('pausedByUserText')
        : textOf(error.code, { job: id, authentication: authentication?.name ?? '', account, ...error.params })}{' '}
      {kind === 'paused' && unsent > 0 && t(shareRead(job) === 1 ? 'waitingAll' : 'waiting', { count: unsent })}
    </Banner>
  );
}

/** The action that fixes the error; paused jobs have Resume in the head. */
function ErrorAction({ job, code, record }: { job: JobView; code: string; record: string | number | undefined }) {
  const t = useTranslations('jobs.banner');
  const authenticationHref = job.authentication && authenticationPath(job.authentication.id);
  if (authenticationHref && (code === 'unauthorized' || code === 'token_unreadable'))
    return (
      <ButtonLink variant="primary" href={authenticationHref}>
        {t('replaceToken')}
      </ButtonLink>
    );
  if (authenticationHref && code === 'forbidden')
    return <ButtonLink href={authenticationHref}>{t('checkAuthentication')}</ButtonLink>;
  if (code !== 'invalid_record' || typeof record !== 'number') return null;
  return (
    <ButtonLink href={recordsPath(job.id) + recordQueryString({ status: 'open', after: 0, record })}>
      {t('reviewInvalid', { record })}
    </ButtonLink>
  );
}
