import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Duration } from '#components/ui/duration.tsx';
import { Num } from '#components/ui/num.tsx';
import type { Tone } from '#components/ui/status-icon.tsx';
import { Table } from '#components/ui/table.tsx';
import { Td } from '#components/ui/table-cell.tsx';
import { RowHead, Th } from '#components/ui/table-head.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Batch, BatchState } from '#lib/core/ledger.ts';

const TONES: Readonly<Record<BatchState, Tone>> = {
  sending: 'running',
  waiting: 'queued',
  unknown: 'unsure',
  resend: 'queued',
  done: 'success',
  narrowed: 'neutral',
  uncertain: 'unsure',
};

/** The calls of a job, one a batch. */
export function BatchesTable({ batches, label }: { batches: readonly Batch[]; label: string }) {
  const t = useTranslations('jobs.requests');
  return (
    <Table label={label} cards>
      <thead>
        <tr>
          <Th>{t('batch')}</Th>
          <Th>{t('state')}</Th>
          <Th end>{t('records')}</Th>
          <Th end>{t('events')}</Th>
          <Th end>{t('outcome')}</Th>
          <Th end>{t('rejected')}</Th>
          <Th end>{t('attempts')}</Th>
          <Th end>{t('status')}</Th>
          <Th end>{t('latency')}</Th>
          <Th>{t('requestId')}</Th>
          <Th end>{t('sent')}</Th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <BatchRow key={batch.id} batch={batch} />
        ))}
      </tbody>
    </Table>
  );
}

function BatchRow({ batch }: { batch: Batch }) {
  const t = useTranslations('jobs.requests');
  const { name, from, lastRecord, events, state, attempts, accepted, rejected, exchange, firstSentAt } = batch;
  const answered = batch.answeredAt !== null;
  return (
    <tr>
      <RowHead>
        <span className="tabular-nums">
          <span className="wide:sr-only">{t('batch')} </span>
          {name}
        </span>
      </RowHead>
      <Td corner>
        <Badge tone={TONES[state]} plain>
          {t(`states.${state}`)}
        </Badge>
      </Td>
      <Td label={t('records')} end>
        {t('range', { first: from.record + 1, last: lastRecord })}
      </Td>
      <Td label={t('events')} end>
        <Num value={events} />
      </Td>
      <Td label={t('outcome')} end>
        <Num value={accepted} />
      </Td>
      <Td label={t('rejected')} end>
        <Num value={rejected} />
      </Td>
      <Td label={t('attempts')} end>
        <Num value={attempts} />
      </Td>
      <Td label={t('status')} end>
        {exchange.status ?? '—'}
      </Td>
      <Td label={t('latency')} end muted>
        {answered ? <Duration ms={exchange.latencyMs} /> : '—'}
      </Td>
      <Td label={t('requestId')} muted>
        {exchange.requestId === null ? (
          '—'
        ) : (
          <span className="inline-flex max-w-48 items-center gap-1">
            <span className="mono truncate" title={exchange.requestId}>
              {exchange.requestId}
            </span>
            <CopyButton text={exchange.requestId} label={t('requestId')} iconOnly />
          </span>
        )}
      </Td>
      <Td label={t('sent')} end muted>
        <Time value={firstSentAt} shape="second" />
      </Td>
    </tr>
  );
}
