'use client';

import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import { type Aggregation, MAX_DISTINCT_COLUMNS } from '#lib/core/audience/rules/rule.ts';
import { AGGREGATIONS, type AggregationType, aggregationOf, columnsFor, orderColumns } from '../state/new-values.ts';
import { ColumnChoice } from './column-choice.tsx';

export interface AggregationFieldsProps {
  table: BuiltTable;
  aggregation: Aggregation;
  onChange: (aggregation: Aggregation) => void;
}

/** What is computed from a customer's rows, and from which columns. */
export function AggregationFields({ table, aggregation, onChange }: AggregationFieldsProps) {
  const t = useTranslations('segment-editor.aggregations');
  const offered = AGGREGATIONS.filter((type) => aggregationOf(type, table, aggregation) !== undefined);
  const choose = (type: string) => {
    const next = aggregationOf(type as AggregationType, table, aggregation);
    if (next) onChange(next);
  };
  return (
    <>
      <Select
        label={t('label')}
        controlSize="sm"
        className="w-auto! border-border-strong! text-text-muted!"
        choices={offered.map((type) => ({ value: type, label: t(type) }))}
        value={aggregation.type}
        onValueChange={choose}
      />
      {aggregation.type !== 'Count' && <span>{t('of')}</span>}
      <AggregatedColumns table={table} aggregation={aggregation} onChange={onChange} />
    </>
  );
}

function AggregatedColumns({ table, aggregation, onChange }: AggregationFieldsProps) {
  const t = useTranslations('segment-editor.aggregations');
  if (aggregation.type === 'Count') return null;
  const columns = columnsFor(aggregation.type, table);
  if (aggregation.type === 'CountDistinct')
    return <DistinctColumns columns={columns} aggregation={aggregation} onChange={onChange} />;
  return (
    <>
      <ColumnChoice
        label={t('column')}
        columns={columns}
        value={aggregation.column}
        onChange={(column) => onChange({ ...aggregation, column })}
      />
      {'orderColumn' in aggregation && (
        <>
          <span>{t('by')}</span>
          <ColumnChoice
            label={t('order')}
            columns={orderColumns(table)}
            value={aggregation.orderColumn}
            onChange={(orderColumn) => onChange({ ...aggregation, orderColumn })}
          />
        </>
      )}
    </>
  );
}

interface DistinctColumnsProps {
  columns: BuiltTable['columns'];
  aggregation: Extract<Aggregation, { type: 'CountDistinct' }>;
  onChange: (aggregation: Aggregation) => void;
}

/** The columns whose different combinations of values are counted. */
function DistinctColumns({ columns, aggregation, onChange }: DistinctColumnsProps) {
  const t = useTranslations('segment-editor.aggregations');
  const chosen = aggregation.columns;
  const nextColumn = columns.find(({ name }) => !chosen.includes(name));
  const change = (names: string[]) => onChange({ ...aggregation, columns: names });
  return (
    <>
      {chosen.map((name, index) => (
        <ColumnChoice
          key={name}
          label={t('column')}
          columns={columns.filter((column) => column.name === name || !chosen.includes(column.name))}
          value={name}
          onChange={(column) => change(chosen.with(index, column))}
        />
      ))}
      {nextColumn && chosen.length < MAX_DISTINCT_COLUMNS && (
        <LinkButton className="text-sm" onClick={() => change([...chosen, nextColumn.name])}>
          {t('addColumn')}
        </LinkButton>
      )}
      {chosen.length > 1 && (
        <LinkButton className="text-sm" onClick={() => change(chosen.slice(0, -1))}>
          {t('removeColumn', { column: chosen.at(-1) ?? '' })}
        </LinkButton>
      )}
    </>
  );
}
