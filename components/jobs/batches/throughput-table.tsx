import { useTranslations } from 'next-intl';
import { Table } from '#components/ui/tables/table.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Throughput } from '#lib/core/delivery/throughput.ts';

/** The data of the throughput charts as a table. */
export function ThroughputTable({ label, throughput }: { label: string; throughput: Throughput }) {
  const t = useTranslations('jobs.throughput');
  const { buckets, width } = throughput;
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
      tabIndex={0}
      className="max-h-72 overflow-auto"
    >
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t('from')}</Th>
            <Th end>{t('events')}</Th>
            <Th end>{t('calls')}</Th>
            <Th end>{t('again')}</Th>
          </tr>
        </thead>
        <tbody>
          {buckets.map(({ at, events, calls, repeated }) => (
            <tr key={at}>
              <RowHead className="font-normal!">
                <Time value={at} shape="second" />
              </RowHead>
              <Td end>
                <Num value={events / (width / 1000)} digits={1} />
              </Td>
              <Td end>
                <Num value={(calls * 60_000) / width} />
              </Td>
              <Td end>
                <Num value={repeated} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
