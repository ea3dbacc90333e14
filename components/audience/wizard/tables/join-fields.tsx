'use client';

import { Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import type { OptionGroup } from '#components/ui/forms/option.ts';
import { columnOptions } from '../column-options.tsx';
import { findSource, type JoinKind, type SourceChoice, type TableDraft } from '../draft/draft.ts';
import { withSource } from '../draft/new-table.ts';
import { useWizardForm } from '../wizard-context.ts';

export interface JoinFieldsProps {
  kind: JoinKind;
  path: string;
  table: TableDraft;
  onChange: (next: Partial<TableDraft>) => void;
}

/** The joined table, its key and that of the master. */
export function JoinFields({ kind, path, table, onChange }: JoinFieldsProps) {
  const t = useTranslations('parent-segments.wizard.tables');
  const { draft, sources, errorAt } = useWizardForm();
  const { master } = draft;
  const source = findSource(sources, table);
  const choose = (value: string) => {
    const chosen = sources.find((each) => fullName(each) === value);
    if (chosen) onChange(withSource(table, kind, chosen, draft));
  };
  return (
    <div className="grid wide:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_auto_minmax(0,1fr)] grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-start gap-3">
      <Field
        label={t('table')}
        required
        error={errorAt(`${path}.source.table`) ?? errorAt(`${path}.source.database`)}
        className="max-wide:col-span-3"
      >
        <Combobox
          label={t('table')}
          choices={groupsOf(sources, table)}
          value={table.table === '' ? null : fullName(table)}
          onValueChange={choose}
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
          disabled={!source}
          onValueChange={(childKey) => onChange({ childKey })}
        />
      </Field>
      <span aria-hidden className="pt-8 text-text-muted">
        =
      </span>
      <Field label={t('parentKey', { table: master.table })} required error={errorAt(`${path}.join.parentKey`)}>
        <Combobox
          label={t('parentKey', { table: master.table })}
          choices={columnOptions(findSource(sources, master)?.columns ?? [], table.parentKey)}
          value={table.parentKey || null}
          onValueChange={(parentKey) => onChange({ parentKey })}
        />
      </Field>
    </div>
  );
}

/** The tables by database; a chosen one that was deleted stays visible. */
function groupsOf(sources: readonly SourceChoice[], chosen: TableDraft): readonly OptionGroup[] {
  const lost = chosen.table !== '' && !findSource(sources, chosen) ? [chosen] : [];
  const all = [...sources, ...lost];
  return [...new Set(all.map(({ database }) => database))].map((database) => ({
    label: database,
    options: all
      .filter((each) => each.database === database)
      .map((each) => ({
        value: fullName(each),
        label: fullName(each),
        icon: <Table2 aria-hidden className="size-4 flex-none" />,
      })),
  }));
}

function fullName({ database, table }: { database: string; table: string }): string {
  return `${database}.${table}`;
}
