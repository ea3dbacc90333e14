'use client';

import { Database, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { columnOptions } from '../column-options.tsx';
import { type Draft, findSource, type MasterDraft } from '../draft/draft.ts';
import { masterColumns } from '../draft/new-table.ts';
import { StepColumns } from '../step-columns.tsx';
import { useWizardForm } from '../wizard-context.ts';
import { MasterFilters } from './master-filters.tsx';
import { MasterOverview } from './master-overview.tsx';

/** Names of columns that identify a customer, most likely first. */
const KEY_NAMES = /^(?:customer_id|user_id|customerid|id|external_id)$/i;

export function MasterStep() {
  const t = useTranslations('parent-segments.wizard.master');
  const { draft, sources, change, errorAt } = useWizardForm();
  const { master } = draft;
  const databases = [...new Set([...sources.map(({ database }) => database), master.database])].filter(Boolean);
  const tables = sources.filter(({ database }) => database === master.database);
  const columns = findSource(sources, master)?.columns ?? [];
  const changeMaster = (next: Partial<MasterDraft>) => change({ master: { ...master, ...next } });
  const chooseDatabase = (database: string) => {
    const [only, ...others] = sources.filter((each) => each.database === database);
    change(withTable(draft, database, only && others.length === 0 ? only.table : '', sources));
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
      <div className="grid gap-1.5">
        <div className="grid wide:grid-cols-2 gap-4">
          <Field label={t('database')} required error={errorAt('master.database')}>
            <Select
              choices={databases.map((value) => ({
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
                detail: t('records', { count: records }),
              }))}
              value={master.table || null}
              disabled={master.database === ''}
              onValueChange={(table) => change(withTable(draft, master.database, table, sources))}
            />
          </Field>
        </div>
        <p className="text-text-muted text-xs">{t('tableHelp')}</p>
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

/** Another master table has other columns: filters go, and joins keep their key only if it exists there. */
function withTable(
  draft: Draft,
  database: string,
  table: string,
  sources: ReturnType<typeof useWizardForm>['sources'],
) {
  const source = findSource(sources, { database, table });
  const names = source?.columns.map(({ name }) => name) ?? [];
  const keyColumn = names.find((name) => KEY_NAMES.test(name)) ?? '';
  const rejoin = <T extends { readonly parentKey: string }>(tables: readonly T[]) =>
    tables.map((each) => ({ ...each, parentKey: names.includes(each.parentKey) ? each.parentKey : keyColumn }));
  return {
    master: { database, table, keyColumn, filters: [], columns: source ? masterColumns(source) : [] },
    attributes: rejoin(draft.attributes),
    behaviors: rejoin(draft.behaviors),
  };
}
