import { useTranslations } from 'next-intl';
import { useIssueText } from '#components/job/issue-titles.tsx';
import { recordsPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { BatchDetail } from '#lib/core/view/batch-view.ts';
import { recordQueryString } from '#lib/core/view/record-query.ts';

/** The response to a call, as stored in the ledger. */
export function BatchResponse({ job, detail: { batch, notAccepted } }: { job: number; detail: BatchDetail }) {
  const t = useTranslations('jobs.batches');
  const { exchange, answeredAt, firstSentAt, attempts, accepted, rejected, leftOut } = batch;
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold text-sm">{t('drawer.answer')}</h3>
      <Facts>
        <Fact label={t('status')}>{exchange.status ?? t('drawer.noStatus')}</Fact>
        <Fact label={t('sent')}>
          <Time value={firstSentAt} shape="timeToMillisecond" />
        </Fact>
        {answeredAt !== null && (
          <Fact label={t('latency')}>
            <Duration ms={exchange.latencyMs} />
          </Fact>
        )}
        <Fact label={t('attempts')}>
          <Num value={attempts} />
        </Fact>
        {exchange.requestId !== null && (
          <Fact label={t('requestId')}>
            <span className="mono">{exchange.requestId}</span>{' '}
            <CopyButton text={exchange.requestId} label={t('requestId')} iconOnly />
          </Fact>
        )}
        <Fact label={t('outcome')} startsGroup>
          <Num value={accepted} />
        </Fact>
        <Fact label={t('rejected')}>
          <Num value={rejected} />
        </Fact>
        {leftOut.length > 0 && (
          <Fact label={t('drawer.leftOut')}>
            <Num value={leftOut.length} />
          </Fact>
        )}
      </Facts>
      <NotAcceptedRecords job={job} records={notAccepted} />
      <p className="text-text-muted text-xs">{t('drawer.notStored')}</p>
    </section>
  );
}

function NotAcceptedRecords({ job, records }: { job: number; records: BatchDetail['notAccepted'] }) {
  const t = useTranslations('jobs.batches.drawer');
  const textOf = useIssueText();
  if (records.length === 0) return null;
  return (
    <>
      <h4 className="font-medium text-text-muted text-xs">{t('notAccepted', { count: records.length })}</h4>
      <ul className="grid gap-1.5 text-sm">
        {records.map(({ record, status, issues }) => {
          const error = issues.find(({ severity }) => severity === 'error');
          return (
            <li key={record} className="grid grid-cols-[5rem_minmax(0,1fr)] gap-3">
              <Link
                href={recordsPath(job) + recordQueryString({ status: 'open', after: Math.max(0, record - 1), record })}
                className="tabular-nums"
              >
                <Num value={record} />
              </Link>
              <span className="[overflow-wrap:anywhere]">{error ? textOf(error.code, error.params) : status}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
