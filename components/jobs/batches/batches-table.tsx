import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Batch } from '#lib/core/delivery/ledger.ts';
import { BatchBadge } from './batch-badge.tsx';

export interface BatchesTableProps {
  batches: readonly Batch[];
  label: string;
  openId: number | undefined;
  /** The query string of a batch, on the same page of the list. */
  queryOf: (batch: number) => string;
  onOpen: (batch: number) => void;
}

/** Batches of a job, with what is known of their calls. */
export function BatchesTable({ batches, label, openId, queryOf, onOpen }: BatchesTableProps) {
  const t = useTranslations('jobs.batches');
  return (
    <Table label={label} cards="lg">
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
          <BatchRow
            key={batch.id}
            batch={batch}
            isOpen={batch.id === openId}
            href={queryOf(batch.id)}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </Table>
  );
}

/** Hides columns where rows are cards; the drawer shows their values. */
const DRAWER_ONLY = 'cards:hidden!';

interface BatchRowProps extends Pick<BatchesTableProps, 'onOpen'> {
  batch: Batch;
  isOpen: boolean;
  href: string;
}

function BatchRow({ batch, isOpen, href, onOpen }: BatchRowProps) {
  const t = useTranslations('jobs.batches');
  const { id, name, from, lastRecord, events, attempts, accepted, rejected, exchange, firstSentAt } = batch;
  const isAnswered = batch.answeredAt !== null;
  // A plain click opens the drawer; the browser handles clicks with modifier keys.
  const press = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(id);
  };
  return (
    <Tr selected={isOpen}>
      <RowHead>
        <a
          href={href}
          onClick={press}
          className="inline-flex min-h-target min-w-target items-center gap-1 tabular-nums"
        >
          <span className="sr-only cards:not-sr-only">{t('batch')} </span>
          {name}
        </a>
      </RowHead>
      <Td corner>
        <BatchBadge batch={batch} />
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
      <Td label={t('attempts')} end className={DRAWER_ONLY}>
        <Num value={attempts} />
      </Td>
      <Td label={t('status')} end>
        {exchange.status ?? '—'}
      </Td>
      <Td label={t('latency')} end muted className={DRAWER_ONLY}>
        {isAnswered ? <Duration ms={exchange.latencyMs} /> : '—'}
      </Td>
      <Td label={t('requestId')} muted className={DRAWER_ONLY}>
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
      <Td label={t('sent')} end muted className={DRAWER_ONLY}>
        <Time value={firstSentAt} shape="second" />
      </Td>
    </Tr>
  );
}
