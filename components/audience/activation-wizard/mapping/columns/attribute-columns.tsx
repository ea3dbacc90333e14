'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import type { OutputColumn } from '#lib/core/audience/activation/activation.ts';
import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import { CardFrame } from '../../../wizard/tables/card-frame.tsx';
import { useWizard } from '../../wizard-context.ts';
import { withKind } from '../output-columns.ts';
import { useNewIds } from '../use-new-ids.ts';
import { ColumnList } from './column-list.tsx';
import type { SourceColumn } from './column-row.tsx';

function isAttribute(column: OutputColumn): column is OutputColumn & SourceColumn {
  return 'column' in column.source;
}

/** The attributes of the customers in the output: all, or chosen ones under chosen names. */
export function AttributeColumns() {
  const t = useTranslations('activation-wizard.columns');
  const { start, output, changeOutput, errorAt } = useWizard();
  const newIds = useNewIds();
  const [isOpen, setOpen] = useState(true);
  const columns = output.columns.filter(isAttribute);
  const table = start.tables.find((built) => built.table === CUSTOMERS);
  const error = errorAt('output.columns');
  if (!table) return null;
  const count = columns.length + (output.allColumns ? table.columns.length : 0);
  return (
    <CardFrame
      title={t('title')}
      tag={
        <span aria-hidden className="-ml-3 text-error">
          *
        </span>
      }
      note={isOpen ? null : t('count', { count })}
      isOpen={isOpen}
      onToggle={() => setOpen(!isOpen)}
      actions={
        <Switch
          label={t('all_columns')}
          checked={output.allColumns}
          onChange={({ target }) => changeOutput({ ...output, allColumns: target.checked })}
        />
      }
    >
      <div className="grid gap-3">
        {output.allColumns && (
          <p className="text-text-muted text-xs">{t('allText', { count: table.columns.length })}</p>
        )}
        <ColumnList
          heading={t('source')}
          table={table}
          columns={columns}
          pathOf={({ id }) => `output.columns.${output.columns.findIndex((column) => column.id === id)}`}
          newIds={newIds}
          onChange={(next) => changeOutput({ ...output, columns: withKind(output.columns, next, isAttribute) })}
        />
        {error !== undefined && <FieldError>{error}</FieldError>}
      </div>
    </CardFrame>
  );
}
