'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import type { JoinKind, TableDraft } from '../draft/draft.ts';
import { emptyTable } from '../draft/new-table.ts';
import { useWizardForm } from '../wizard-context.ts';
import { JoinedTableCard } from './joined-table-card.tsx';
import { MasterCard } from './master-card.tsx';
import { TablesAside } from './tables-aside.tsx';

/** The attribute or behavior tables, beside their match rates. */
export function TablesStep({ kind }: { kind: JoinKind }) {
  const t = useTranslations('parent-segments.wizard');
  const { draft, change, errorAt } = useWizardForm();
  const tables = draft[kind];
  const changeTables = (next: (before: readonly TableDraft[]) => readonly TableDraft[]) =>
    change((before) => ({ [kind]: next(before[kind]) }));
  const add = () => {
    const table = emptyTable(draft.master.keyColumn);
    changeTables((before) => [...before, table]);
  };
  return (
    <div className="grid grow max-xl:content-start xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid content-start gap-5 p-6 max-wide:px-4 max-wide:pt-4">
        <header>
          <h2 className="text-lg">{t(`steps.${kind}`)}</h2>
          <p className="max-w-[62ch] text-pretty text-text-muted text-xs">{t(`${kind}.lead`)}</p>
        </header>
        {kind === 'attributes' && <MasterCard />}
        {tables.map((table, index) => (
          <JoinedTableCard
            key={table.key}
            kind={kind}
            table={table}
            index={index}
            // At first, only the last table is open. A table that is added is open, too.
            startsOpen={index === tables.length - 1}
            onChange={(next) =>
              changeTables((before) => before.map((other) => (other.key === table.key ? { ...other, ...next } : other)))
            }
            onRemove={() => changeTables((before) => before.filter(({ key }) => key !== table.key))}
          />
        ))}
        <Button className="justify-self-start" icon={<Plus aria-hidden />} onClick={add}>
          {t(`${kind}.add`)}
        </Button>
        {errorAt(kind) && <FieldError>{errorAt(kind)}</FieldError>}
        {tables.length === 0 && <p className="text-text-muted text-xs">{t(`${kind}.none`)}</p>}
      </div>
      <TablesAside kind={kind} />
    </div>
  );
}
