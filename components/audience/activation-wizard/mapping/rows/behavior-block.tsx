'use client';

import { CircleMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { type ActivationBehavior, maxRowsOf } from '#lib/core/audience/activation/activation.ts';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import { useRowCounts } from '../../preview/use-row-counts.ts';
import { useWizard } from '../../wizard-context.ts';
import { ColumnList } from '../columns/column-list.tsx';
import { useNewIds } from '../use-new-ids.ts';
import { BehaviorFields } from './behavior-fields.tsx';

export interface BehaviorBlockProps {
  behavior: ActivationBehavior;
  path: string;
  tables: readonly BuiltTable[];
  onChange: (behavior: ActivationBehavior) => void;
  onRemove?: () => void;
}

/** A behavior of the output: which of its rows, and which of their columns. */
export function BehaviorBlock({ behavior, path, tables, onChange, onRemove }: BehaviorBlockProps) {
  const t = useTranslations('activation-wizard.rows');
  const { errorAt } = useWizard();
  const newIds = useNewIds();
  const { behaviorTableName, columns } = behavior;
  // The build may no longer have the behavior.
  const table = tables.find((built) => built.table === behaviorTableName) ?? {
    table: behaviorTableName,
    name: behaviorTableName,
    columns: [],
    timeColumn: null,
  };
  const error = errorAt(`${path}.columns`);
  return (
    <section aria-label={table.name} className="grid gap-4">
      <Card well className="grid gap-3 px-4 py-3.5">
        <div className="flex items-start gap-2">
          <BehaviorFields behavior={behavior} path={path} table={table} tables={tables} onChange={onChange} />
          {onRemove && (
            <IconButton
              size="sm"
              label={t('remove', { name: table.name })}
              icon={<CircleMinus aria-hidden />}
              onClick={onRemove}
            />
          )}
        </div>
        <RowsText behavior={behavior} table={table} />
      </Card>
      <ColumnList
        heading={t('columnOf', { name: table.name })}
        table={table}
        columns={columns}
        pathOf={({ id }) => `${path}.columns.${columns.findIndex((column) => column.id === id)}`}
        newIds={newIds}
        onChange={(next) => onChange({ ...behavior, columns: [...next] })}
      />
      {error !== undefined && <FieldError>{error}</FieldError>}
    </section>
  );
}

/** What the choice of rows means, with the customers that it leaves out. */
function RowsText({ behavior, table }: { behavior: ActivationBehavior; table: BuiltTable }) {
  const t = useTranslations('activation-wizard.rows');
  const { output } = useWizard();
  const { data, isPlaceholderData } = useRowCounts();
  const { joinStrategy, formatting } = behavior;
  const rows = maxRowsOf(behavior);
  const hasOneRowPerCustomer = joinStrategy === 'First' || joinStrategy === 'Last';
  // The number of rows shows how many customers have no row only if there is one behavior with one row per customer.
  const leftOut =
    hasOneRowPerCustomer && output.behaviors.length === 1 && data && !isPlaceholderData
      ? data.customers - data.rows
      : 0;
  return (
    <p className="text-text-muted text-xs">
      {t(formatting === 'cols' ? 'text.cols' : `text.${joinStrategy}`, { name: table.name, rows })}{' '}
      {leftOut > 0 && t('leftOut', { count: leftOut })}
    </p>
  );
}
