import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import { useFieldChoices } from './match-choices.ts';
import type { ColumnSample } from './match-column.ts';
import type { MatchState } from './match-filter.tsx';
import { MatchRow } from './match-row.tsx';

export interface MatchTableProps extends ExportMapping {
  samples: readonly ColumnSample[];
  filter: MatchState | 'all';
  shown: boolean;
}

/** A file can have a thousand columns, and each row renders a combobox. */
const PAGE_SIZE = 200;

/** One row per column of the file. */
export function MatchTable({ connector, plan, unsure, assign, confirm, samples, filter, shown }: MatchTableProps) {
  const t = useTranslations('exports.match');
  const [length, setLength] = useState(PAGE_SIZE);
  const choices = useFieldChoices(connector.fields, plan);
  const planned = useMemo(
    () =>
      new Map(plan.columns.filter(({ constant }) => constant === undefined).map((column) => [column.column, column])),
    [plan],
  );
  const stateOf = (column: string): MatchState =>
    unsure.has(column) ? 'unsure' : planned.has(column) ? 'matched' : 'ignored';
  const rows = samples.filter(({ column }) => filter === 'all' || filter === stateOf(column));
  if (rows.length === 0 && filter !== 'all')
    return <p className="py-8 text-center text-text-muted">{t('noneHere', { state: filter })}</p>;
  return (
    <>
      <Table label={t('table')} cards className="wide:table-fixed">
        <thead>
          <tr>
            <Th className="w-1/4">{t('column')}</Th>
            <Th>{t('values')}</Th>
            <Th className="w-48 lg:w-68">
              <span className="wide:pl-7">{t('field')}</span>
            </Th>
            <Th className="w-32 lg:w-36">{t('state')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, length).map((sample) => (
            <MatchRow
              key={sample.column}
              sample={sample}
              planned={planned.get(sample.column)}
              state={stateOf(sample.column)}
              choices={choices}
              shown={shown}
              onAssign={assign}
              onConfirm={confirm}
            />
          ))}
        </tbody>
      </Table>
      {rows.length > length && (
        <LinkButton className="justify-self-start text-sm" onClick={() => setLength(length + PAGE_SIZE)}>
          {t('more', { count: Math.min(PAGE_SIZE, rows.length - length) })}
        </LinkButton>
      )}
    </>
  );
}
