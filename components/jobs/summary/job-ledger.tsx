import { useTranslations } from 'next-intl';
import { connectorKey } from '#components/connector/connector-key.ts';
import { sentOf, shareRead } from '#components/job/pace.ts';
import { recordsPath } from '#components/paths.ts';
import { Funnel, type FunnelStep } from '#components/ui/charts/funnel.tsx';
import { Ledger } from '#components/ui/charts/ledger.tsx';
import { isFinal, OUTCOMES, type Outcome } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { type RecordStatus, recordQueryString } from '#lib/core/view/record-query.ts';

const STATUS_OF: Readonly<Record<Outcome, RecordStatus>> = {
  accepted: 'warned',
  rejected: 'rejected',
  invalid: 'invalid',
  not_sent: 'not_sent',
  uncertain: 'uncertain',
};

/** The outcomes of all records read: a funnel, and the ledger, whose sum always matches. */
export function JobLedger({ job }: { job: JobView }) {
  const t = useTranslations('jobs');
  const { id, records, noted } = job;
  const steps = useSteps(job);
  return (
    <div className="grid gap-6">
      <Funnel steps={steps} />
      <Ledger
        size="quiet"
        label={t('progress.region')}
        total={{ label: t('ledger.read'), value: records.read }}
        terms={OUTCOMES.map((key) => ({ key, label: t(`ledger.${key}`), value: records[key] }))}
        hrefOf={({ key }) =>
          noted[key] > 0 ? recordsPath(id) + recordQueryString({ status: STATUS_OF[key], after: 0 }) : undefined
        }
      />
    </div>
  );
}

function useSteps(job: JobView): FunnelStep[] {
  const t = useTranslations('jobs.funnel');
  const services = useTranslations('connectors');
  const { state, records, connector } = job;
  const { read, accepted, rejected, invalid, uncertain, not_sent } = records;
  const ended = isFinal(state);
  const scope =
    state === 'success' || shareRead(job) === 1
      ? t(job.parentId === null ? 'all' : 'chosen')
      : t(ended ? 'untilStop' : 'soFar');
  const notSent = { note: t(ended ? 'notSent' : 'waiting', { count: not_sent }), noteOutcome: 'not_sent' } as const;
  const rejections = { note: t('rejected', { count: rejected }), noteOutcome: 'rejected' } as const;
  const uncertainties = { note: t('uncertain', { count: uncertain }), noteOutcome: 'uncertain' } as const;
  const service = services(`${connectorKey(connector)}.service`);
  return [
    { key: 'read', label: t('read'), value: read, note: scope },
    {
      key: 'valid',
      label: t('valid'),
      value: read - invalid,
      note: t('invalid', { count: invalid }),
      noteOutcome: 'invalid',
    },
    { key: 'sent', label: t('sent'), value: sentOf(job), ...notSent },
    {
      key: 'accepted',
      label: t('accepted', { service }),
      value: accepted,
      ...(rejected === 0 && uncertain > 0 ? uncertainties : rejections),
    },
  ];
}
