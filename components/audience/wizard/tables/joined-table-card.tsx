'use client';

import { Trash2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { behaviorTable } from '#lib/core/audience/audience-database.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { useJoinCheck } from '../checks/use-checks.ts';
import { columnOptions } from '../column-options.tsx';
import { usedColumns } from '../draft/choice-of-draft.ts';
import type { JoinKind, TableDraft } from '../draft/draft.ts';
import { useWizardForm } from '../wizard-context.ts';
import { CardFrame } from './card-frame.tsx';
import { ColumnRows } from './column-rows.tsx';
import { JoinFields } from './join-fields.tsx';
import { JoinMatch } from './join-match.tsx';

export interface JoinedTableCardProps {
  kind: JoinKind;
  table: TableDraft;
  index: number;
  startsOpen: boolean;
  onChange: (next: Partial<TableDraft>) => void;
  onRemove: () => void;
}

export function JoinedTableCard({ kind, table, index, startsOpen, onChange, onRemove }: JoinedTableCardProps) {
  const t = useTranslations('parent-segments.wizard.tables');
  const format = useFormatter();
  const { draft, errorAt } = useWizardForm();
  const { data } = useJoinCheck(draft, table);
  const [isOpen, setOpen] = useState(startsOpen);
  const path = `${kind}.${index}`;
  // A card with errors cannot be closed, because its errors would be hidden. It stays open once they are corrected.
  if (!isOpen && hasErrors(path, table, errorAt)) setOpen(true);
  const used = usedColumns(table);
  const title = table.name.trim() || t(`untitled.${kind}`);
  const hasTable = table.table !== '';
  return (
    <CardFrame
      title={title}
      tag={kind === 'behaviors' && hasTable && <Tag>{behaviorTable(table.name)}</Tag>}
      note={hasTable && t('columns', { used: used.length, all: table.columns.length })}
      summary={format.list(
        used.map(({ name }) => name),
        LIST_FORMAT,
      )}
      actions={
        <IconButton label={t('remove', { name: title })} icon={<Trash2 aria-hidden />} size="sm" onClick={onRemove} />
      }
      isOpen={isOpen}
      onToggle={() => setOpen(!isOpen)}
    >
      <div className="grid gap-4">
        <JoinFields kind={kind} path={path} table={table} onChange={onChange} />
        {hasTable && (
          <>
            <JoinMatch kind={kind} table={table} />
            <div className="grid wide:grid-cols-2 gap-4">
              <Field
                label={t('name')}
                required
                error={errorAt(`${path}.name`)}
                help={kind === 'behaviors' && t('behaviorHelp')}
              >
                <TextInput
                  controlSize="sm"
                  autoComplete="off"
                  value={table.name}
                  onChange={({ target }) => onChange({ name: target.value })}
                />
              </Field>
              {kind === 'behaviors' && <TimeColumn table={table} onChange={onChange} />}
            </div>
            {errorAt(`${path}.columns`) && <FieldError>{errorAt(`${path}.columns`)}</FieldError>}
            <ColumnRows
              label={t('columnsOf', { table: table.table })}
              path={path}
              columns={table.columns}
              canLeaveOut
              filled={data && { rows: data.rows, values: data.filled }}
              groupExample={table.name}
              onChange={(columns) => onChange({ columns })}
            />
          </>
        )}
      </div>
    </CardFrame>
  );
}

function hasErrors(path: string, { columns }: TableDraft, errorAt: (path: string) => string | undefined): boolean {
  const fields = ['name', 'source.table', 'join.parentKey', 'join.childKey', 'columns', 'timeColumn'];
  const all = [...fields, ...columns.map(({ column }) => `columns.${column}`)];
  return all.some((field) => errorAt(`${path}.${field}`) !== undefined);
}

const NONE = '-';
/** Types of columns that may contain times without a time zone. */
const MAY_LACK_ZONE = /^(?:VARCHAR|TIMESTAMP(?:_S|_MS|_NS)?)(?:\(\d+\))?$/i;

function TimeColumn({ table, onChange }: Pick<JoinedTableCardProps, 'table' | 'onChange'>) {
  const t = useTranslations('parent-segments.wizard.tables');
  const timeColumns = usedColumns(table).filter(({ type }) => type === 'timestamp');
  const chosen = timeColumns.find(({ column }) => column === table.timeColumn);
  const choices = columnOptions(timeColumns.map(({ column, sourceType }) => ({ name: column, type: sourceType })));
  const zoneHelp = chosen && MAY_LACK_ZONE.test(chosen.sourceType) ? t('withoutZone') : undefined;
  return (
    <Field label={t('timeColumn')} help={timeColumns.length === 0 ? t('noTimes') : zoneHelp}>
      <Select
        controlSize="sm"
        choices={[...choices, { value: NONE, label: t('noTimeColumn') }]}
        value={chosen?.column ?? NONE}
        onValueChange={(next) => onChange({ timeColumn: next === NONE ? '' : next })}
      />
    </Field>
  );
}
