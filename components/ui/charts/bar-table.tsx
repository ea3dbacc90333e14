import { useTranslations } from 'next-intl';
import { Link } from '#components/ui/navigation/link.tsx';
import { Table } from '../tables/table.tsx';
import { Td } from '../tables/table-cell.tsx';
import { RowHead, Th } from '../tables/table-head.tsx';
import { Num } from '../text/num.tsx';
import type { Bar } from './bar-list.tsx';

/** The data of a BarList as a table. */
export function BarTable({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const t = useTranslations('shell.kit');
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th end>{t('count')}</Th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            <RowHead className="font-normal!">
              {bar.href ? <Link href={bar.href}>{bar.label}</Link> : bar.label}
            </RowHead>
            <Td end>
              <Num value={bar.value} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
