'use client';

import { useTranslations } from 'next-intl';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { MatchRate } from '../../build/match-rate.tsx';
import { useJoinCheck, useMasterCheck } from '../checks/use-checks.ts';
import { countAttributes } from '../draft/choice-of-draft.ts';
import type { JoinKind, TableDraft } from '../draft/draft.ts';
import { useWizardForm } from '../wizard-context.ts';
import { joinShare } from './join-match.tsx';
import { OneCustomer } from './one-customer.tsx';

/** The match rates of all tables of a step, and the size of the build. */
export function TablesAside({ kind }: { kind: JoinKind }) {
  const t = useTranslations('parent-segments.wizard');
  const { draft } = useWizardForm();
  const { data } = useMasterCheck(draft);
  const chosenTables = draft[kind].filter(({ table }) => table !== '');
  const attributeCount = countAttributes(draft);
  return (
    <aside
      aria-label={t('aside.label')}
      className="grid content-start gap-6 border-border p-6 max-wide:px-4 max-xl:border-t xl:border-l"
    >
      <section className="grid gap-3">
        <h2 className="font-semibold text-base">{t('aside.matches')}</h2>
        <p className="text-text-muted text-xs">{t(`${kind}.matchHelp`)}</p>
        {chosenTables.length > 0 && (
          <ul className="grid gap-4">
            {chosenTables.map((table) => (
              <TableMatch key={table.key} kind={kind} table={table} />
            ))}
          </ul>
        )}
      </section>
      <section className="grid gap-3 border-border border-t pt-5">
        <h2 className="font-semibold text-base">{t('aside.build')}</h2>
        <Facts labels="narrow">
          <Fact label={t('aside.customers')}>{data ? <Num value={data.customers} /> : '…'}</Fact>
          <Fact label={t('aside.attributes')}>
            <Num value={attributeCount} />
          </Fact>
          <Fact label={t('aside.behaviors')}>
            <Num value={draft.behaviors.length} />
          </Fact>
        </Facts>
      </section>
      {kind === 'attributes' && <OneCustomer />}
    </aside>
  );
}

function TableMatch({ kind, table }: { kind: JoinKind; table: TableDraft }) {
  const t = useTranslations('parent-segments.matches');
  const { draft } = useWizardForm();
  const { data } = useJoinCheck(draft, table);
  if (!data) return null;
  const { customers, matched, rows } = data;
  return (
    <MatchRate name={table.name.trim() || table.table} value={joinShare(kind, data)}>
      {kind === 'attributes' ? t('customers', { count: customers }) : t('rows', { count: matched, customers })}{' '}
      {rows > matched && t(kind === 'attributes' ? 'rowsWithout' : 'leftOut', { count: rows - matched })}
    </MatchRate>
  );
}
