import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import { isOpen, openValues } from '#lib/core/matching/matchable-columns.ts';
import { targetsOf } from '#lib/core/record/field-target.ts';
import { nameKey } from '#lib/core/record/name-key.ts';
import { columnName, columnsByIndex, type PlannedColumn } from '#lib/core/record/plan.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import type { Match } from '../use-match.ts';
import type { MatchState } from './column-states.ts';
import { useMatchChoices } from './match-choices.ts';
import { MatchRow } from './match-row.tsx';

interface MatchTableProps {
  match: Match;
  filter: MatchState | 'all';
  onMatchValues: () => void;
}

/** A file can have a thousand columns, and each row renders a combobox. */
const PAGE_SIZE = 200;

/** One row per column of the file that has a name; columns that are new or need a decision come first. */
export function MatchTable({ match, filter, onMatchValues }: MatchTableProps) {
  const t = useTranslations('exports.match');
  const [limit, setLimit] = useState(PAGE_SIZE);
  const { matching, samples, profile, matchable, isReading, personNames, problems, stateOf, isPersonalShown } = match;
  const { connector, plan, mapping } = matching;
  const choices = useMatchChoices(connector.fields, plan);
  const fed = useMemo(() => fedColumns({ plan }), [plan]);
  // Rows keep their places while a person works, so that nothing moves from under the pointer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order must not change while a person matches columns; only reading the values changes it
  const rankOf = useMemo(() => columnRank(matching, samples, stateOf), [isReading]);
  const sorted = samples.toSorted((a, b) => rankOf(b.column) - rankOf(a.column));
  const rows = sorted.filter(({ column }) => filter === 'all' || filter === stateOf(column));
  if (rows.length === 0 && filter !== 'all')
    return <p className="py-8 text-center text-text-muted">{t('noneHere', { state: filter })}</p>;
  const allMatchableOf = (column: string) => matchable.filter((each) => each.column === column);
  /** Of the fields that a column feeds, the first that needs a decision, else the first. */
  const mainMatchableOf = (column: string) => allMatchableOf(column).find(isOpen) ?? allMatchableOf(column)[0];
  const openValueCountOf = (column: string) =>
    allMatchableOf(column).reduce((sum, each) => sum + openValues(each).length, 0);
  return (
    <>
      <Table label={t('table')} cards className="wide:table-fixed">
        <thead>
          <tr>
            <Th className="w-1/5">{t('column')}</Th>
            <Th>{t('values')}</Th>
            <Th className="w-24">{t('filled')}</Th>
            <Th className="w-56">{t('field')}</Th>
            <Th className="w-32">{t('state')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map((sample) => (
            <MatchRow
              key={sample.column}
              sample={sample}
              samples={samples}
              choices={choices}
              isPersonalShown={isPersonalShown}
              isReading={isReading}
              onMatchValues={onMatchValues}
              mapping={mapping}
              plan={plan}
              connector={connector}
              assign={matching.assign}
              join={matching.join}
              split={matching.split}
              personNameFinding={personNames.get(sample.column)}
              matchableColumn={mainMatchableOf(sample.column)}
              problem={problems.get(sample.column)}
              confirm={matching.confirm}
              profile={profile?.columns.find(({ column }) => column === sample.column)}
              recordCount={profile?.records ?? 0}
              planned={ownFields(fed.get(sample.column) ?? [], sample.column, mapping)}
              joinedTo={(fed.get(sample.column) ?? []).filter(({ column }) => column !== sample.column)}
              openValueCount={openValueCountOf(sample.column)}
              state={stateOf(sample.column)}
            />
          ))}
        </tbody>
      </Table>
      {rows.length > limit && (
        <LinkButton needs={null} className="justify-self-start text-sm" onClick={() => setLimit(limit + PAGE_SIZE)}>
          {t('more', { count: Math.min(PAGE_SIZE, rows.length - limit) })}
        </LinkButton>
      )}
    </>
  );
}

/** What each column feeds, alone or joined to another column. */
function fedColumns({ plan }: Pick<ExportMapping, 'plan'>): ReadonlyMap<string, readonly PlannedColumn[]> {
  return new Map([...columnsByIndex(plan)].map(([index, columns]) => [plan.header[index] ?? '', columns]));
}

/** The fields of the column's own mapping, in the order of that mapping. */
function ownFields(
  fed: readonly PlannedColumn[],
  column: string,
  mapping: ExportMapping['mapping'],
): readonly PlannedColumn[] {
  const own = fed.filter((each) => each.column === column);
  const order = targetsOf(mapping[column]).map(({ field }) => nameKey(field));
  const positionOf = ({ field, suffix }: PlannedColumn) => order.indexOf(columnName(field, suffix));
  return own.toSorted((a, b) => positionOf(a) - positionOf(b));
}

/** In a file with more columns, columns that are sent come before columns without a field. */
const MAX_IN_FILE_ORDER = 40;

/**
 * Ranks columns: first columns that the saved mapping does not know, then columns that are unsure or open. Next come,
 * in a file with many columns, the columns that are sent; in a file with few, while a required field is missing, the
 * columns without a field.
 */
function columnRank(
  { plan, foundMapping }: ExportMapping,
  samples: readonly ColumnSample[],
  stateOf: Match['stateOf'],
): (column: string) => number {
  const added = new Set(foundMapping?.added);
  const isLong = samples.length > MAX_IN_FILE_ORDER;
  return (column) => {
    const state = stateOf(column);
    if (added.has(column)) return 3;
    if (state === 'unsure' || state === 'open') return 2;
    return Number(isLong ? state === 'matched' : state === 'ignored' && plan.missing.length > 0);
  };
}
