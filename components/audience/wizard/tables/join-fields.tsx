'use client';

import { Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import type { OptionGroup } from '#components/ui/forms/option.ts';
import { Select } from '#components/ui/forms/select.tsx';
import { sourceKey } from '#lib/core/audience/source-tables.ts';
import { columnOptions } from '../column-options.tsx';
import { type Draft, findSource, type JoinKind, type SourceChoice, type TableDraft } from '../draft/draft.ts';
import { withSource } from '../draft/new-table.ts';
import { useWizardForm } from '../wizard-context.ts';

export interface JoinFieldsProps {
  kind: JoinKind;
  path: string;
  table: TableDraft;
  onChange: (next: Partial<TableDraft>) => void;
}

/** The joined table, its key and the master table's key. */
export function JoinFields({ kind, path, table, onChange }: JoinFieldsProps) {
  const t = useTranslations('parent-segments.wizard.tables');
  const { draft, sources, change, errorAt } = useWizardForm();
  const { engine, master } = draft;
  const source = findSource(sources.tables, table);
  const chooseTable = (value: string) => {
    const listedSource = sources.tables.find((listed) => sourceKey(listed) === value);
    if (!listedSource) return;
    const chosen = { database: listedSource.database, table: listedSource.table };
    onChange({ ...chosen, childKey: '', columns: [] });
    sources.loadTable(chosen.database, chosen.table).then(
      (described) => described && change((before) => ({ [kind]: withDescribed(before, kind, table.key, described) })),
      (error: Error) => toast.error(error.message || t('notDescribed')),
    );
  };
  // Workbench tables are all listed together, Trino tables by schema.
  const database = table.database || master.database;
  const offeredTables =
    engine === 'trino' ? sources.tables.filter((listed) => listed.database === database) : sources.tables;
  return (
    <div className="grid wide:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_auto_minmax(0,1fr)] grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-start gap-3">
      {engine === 'trino' && (
        <Field label={t('database')} className="col-span-full wide:max-w-72">
          <Select
            choices={[...new Set([...sources.databases, database])].map((value) => ({ value, label: value }))}
            value={database}
            onValueChange={(next) => onChange({ database: next, table: '', childKey: '', columns: [] })}
          />
        </Field>
      )}
      <Field
        label={t('table')}
        required
        error={errorAt(`${path}.source.table`) ?? errorAt(`${path}.source.database`)}
        className="max-wide:col-span-3"
      >
        <Combobox
          label={t('table')}
          choices={groupsOf(offeredTables, table)}
          value={table.table === '' ? null : sourceKey(table)}
          onValueChange={chooseTable}
        />
      </Field>
      <Field
        label={t('childKey', { table: table.table || t('thisTable') })}
        required
        error={errorAt(`${path}.join.childKey`)}
      >
        <Combobox
          label={t('childKey', { table: table.table || t('thisTable') })}
          choices={columnOptions(source?.columns ?? [], table.childKey)}
          value={table.childKey || null}
          disabled={!source?.columns}
          onValueChange={(childKey) => onChange({ childKey })}
        />
      </Field>
      <span aria-hidden className="pt-8 text-text-muted">
        =
      </span>
      <Field label={t('parentKey', { table: master.table })} required error={errorAt(`${path}.join.parentKey`)}>
        <Combobox
          label={t('parentKey', { table: master.table })}
          choices={columnOptions(findSource(sources.tables, master)?.columns ?? [], table.parentKey)}
          value={table.parentKey || null}
          onValueChange={(parentKey) => onChange({ parentKey })}
        />
      </Field>
    </div>
  );
}

/** The tables of a step after the columns of one have arrived; unchanged if another table was chosen by then. */
function withDescribed(draft: Draft, kind: JoinKind, key: number, source: SourceChoice): readonly TableDraft[] {
  return draft[kind].map((table) =>
    table.key === key && sourceKey(table) === sourceKey(source) ? withSource(table, kind, source, draft) : table,
  );
}

/** The tables by database; a chosen one that was deleted stays visible. */
function groupsOf(sources: readonly SourceChoice[], chosen: TableDraft): readonly OptionGroup[] {
  const lost = chosen.table !== '' && !findSource(sources, chosen) ? [chosen] : [];
  const all = [...sources, ...lost];
  return [...new Set(all.map(({ database }) => database))].map((database) => ({
    label: database,
    options: all
      .filter((source) => source.database === database)
      .map((source) => ({
        value: sourceKey(source),
        label: sourceKey(source),
        icon: <Table2 aria-hidden className="size-4 flex-none" />,
      })),
  }));
}
