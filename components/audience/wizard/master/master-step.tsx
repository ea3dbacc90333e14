'use client';

import { Database, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { StepColumns } from '#components/layout/step-columns.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { QUERY_ENGINES } from '#lib/core/job/query.ts';
import { columnOptions } from '../column-options.tsx';
import { type Draft, findSource, type MasterDraft, type SourceChoice } from '../draft/draft.ts';
import { draftWithoutTables } from '../draft/draft-of-parent-segment.ts';
import { masterColumns } from '../draft/new-table.ts';
import { useWizardForm } from '../wizard-context.ts';
import { MasterFilters } from './master-filters.tsx';
import { MasterOverview } from './master-overview.tsx';

/** Names of columns that probably identify a customer. The first such column of a table is suggested. */
const KEY_NAMES = /^(?:customer_id|user_id|customerid|id|external_id)$/i;

export function MasterStep() {
  const t = useTranslations('parent-segments.wizard.master');
  const { draft, sources, change, errorAt } = useWizardForm();
  const { engine, master } = draft;
  const { databases, loadTable } = sources;
  const tables = sources.tables.filter(({ database }) => database === master.database);
  const columns = findSource(sources.tables, master)?.columns ?? [];
  const changeMaster = (next: Partial<MasterDraft>) => change({ master: { ...master, ...next } });
  const chooseTable = (database: string, table: string) => {
    const chosen = { database, table };
    change((before) => ({ master: { ...before.master, ...chosen, keyColumn: '', filters: [], columns: [] } }));
    if (table === '') return;
    loadTable(database, table).then(
      (source) => change((before) => (source && isMaster(before, chosen) ? withMaster(before, source) : {})),
      (error: Error) => toast.error(error.message || t('noResponse')),
    );
  };
  const chooseDatabase = (database: string) => {
    const [only, ...others] = sources.tables.filter((source) => source.database === database);
    chooseTable(database, only && others.length === 0 ? only.table : '');
  };
  return (
    <StepColumns aside={<MasterOverview />}>
      <Field label={t('name')} required error={errorAt('name')}>
        <TextInput
          autoComplete="off"
          value={draft.name}
          placeholder={t('nameExample')}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Field>
      <hr className="border-border" />
      {(sources.hasTrino || engine === 'trino') && <EngineChoice />}
      <div className="grid gap-1.5">
        <div className="grid wide:grid-cols-2 gap-4">
          <Field label={t('database')} required error={errorAt('master.database')}>
            <Select
              choices={optionsOf(databases, master.database).map((value) => ({
                value,
                label: value,
                icon: <Database aria-hidden className="size-4" />,
              }))}
              value={master.database || null}
              onValueChange={chooseDatabase}
            />
          </Field>
          <Field label={t('table')} required error={errorAt('master.table')}>
            <Combobox
              label={t('table')}
              choices={tables.map(({ table, records }) => ({
                value: table,
                label: table,
                icon: <Table2 aria-hidden className="size-4" />,
                ...(records !== null && { detail: t('records', { count: records }) }),
              }))}
              value={master.table || null}
              disabled={master.database === ''}
              onValueChange={(table) => chooseTable(master.database, table)}
            />
          </Field>
        </div>
        <p className="text-text-muted text-xs">{t(engine === 'trino' ? 'trinoTableHelp' : 'tableHelp')}</p>
        {sources.problem !== undefined && (
          <Banner live tone="error" title={t('notListed')}>
            {sources.problem || t('noResponse')}
          </Banner>
        )}
      </div>
      <Field label={t('key')} required error={errorAt('master.key')} help={t('keyHelp')}>
        <Combobox
          label={t('key')}
          choices={columnOptions(columns, master.keyColumn)}
          value={master.keyColumn || null}
          disabled={columns.length === 0}
          onValueChange={(keyColumn) => changeMaster({ keyColumn })}
        />
      </Field>
      <hr className="border-border" />
      <MasterFilters columns={columns} filters={master.filters} onChange={(filters) => changeMaster({ filters })} />
    </StepColumns>
  );
}

/** Tables of two engines cannot be joined, so choosing another engine removes all tables. */
function EngineChoice() {
  const t = useTranslations('parent-segments.wizard.master');
  const { draft, change } = useWizardForm();
  return (
    <div className="grid justify-items-start gap-1.5">
      <span aria-hidden className="font-semibold text-sm">
        {t('engine')}
      </span>
      <Segmented
        label={t('engine')}
        options={QUERY_ENGINES.map((value) => ({ value, label: t(`engines.${value}`) }))}
        value={draft.engine}
        onValueChange={(engine) => change(draftWithoutTables(engine))}
      />
    </div>
  );
}

function optionsOf(databases: readonly string[], chosen: string): readonly string[] {
  return chosen === '' || databases.includes(chosen) ? databases : [...databases, chosen];
}

function isMaster({ master }: Draft, { database, table }: Pick<MasterDraft, 'database' | 'table'>): boolean {
  return master.database === database && master.table === table;
}

/** The changes to a draft for another master table. A join keeps its key only if the new table has that column. */
function withMaster({ master, attributes, behaviors }: Draft, source: SourceChoice) {
  const names = source.columns?.map(({ name }) => name) ?? [];
  const keyColumn = names.find((name) => KEY_NAMES.test(name)) ?? '';
  const rejoin = <T extends { readonly parentKey: string }>(tables: readonly T[]) =>
    tables.map((table) => ({ ...table, parentKey: names.includes(table.parentKey) ? table.parentKey : keyColumn }));
  return {
    master: { ...master, keyColumn, columns: masterColumns(source) },
    attributes: rejoin(attributes),
    behaviors: rejoin(behaviors),
  };
}
