'use client';

import { Filter, LockKeyhole } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { SkeletonText } from '#components/ui/feedback/skeleton-text.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { type MasterFindings, useMasterCheck } from '../checks/use-checks.ts';
import { useWizardForm } from '../wizard-context.ts';
import { MasterSample } from './master-sample.tsx';
import { personalColumns } from './personal-columns.ts';

/** What is found in the chosen master table. */
export function MasterOverview() {
  const t = useTranslations('parent-segments.wizard.master');
  const { draft } = useWizardForm();
  const { database, table } = draft.master;
  const { data, error, refetch } = useMasterCheck(draft);
  if (table === '')
    return (
      <Card well className="px-6 py-5 text-sm text-text-muted">
        {t('nothingChosen')}
      </Card>
    );
  return (
    <Card well className="grid gap-4 px-6 py-5 max-wide:px-4">
      <h2 className="mono font-bold text-base [overflow-wrap:anywhere]">
        {database}.{table}
      </h2>
      <div aria-live="polite" className="grid gap-4">
        {error && (
          <ErrorState level={3} title={t('failed')} onRetry={() => void refetch()}>
            {error.message || t('noResponse')}
          </ErrorState>
        )}
        {!error && data && <Findings data={data} />}
        {!error && !data && <SkeletonText />}
      </div>
      <MasterSample database={database} table={table} keyColumn={draft.master.keyColumn} />
    </Card>
  );
}

function Findings({ data }: { data: MasterFindings }) {
  const t = useTranslations('parent-segments.wizard.master');
  const format = useFormatter();
  const { draft } = useWizardForm();
  const { master } = draft;
  const { rows, customers } = data;
  const personal = personalColumns(master.columns.map(({ column }) => column));
  const filters = master.filters.filter(({ values }) => values.length > 0).map(({ column }) => column);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <b className="font-semibold text-2xl tracking-tight">
          <Num value={customers} />
        </b>
        <span className="text-text-muted">{t('ofRows', { customers, rows })}</span>
      </p>
      <ul className="grid gap-3">
        <KeyFinding data={data} />
        {filters.length > 0 && (
          <Finding icon={<Filter aria-hidden className="size-4" />} title={t('filtered', { count: rows - customers })}>
            {t('filteredBy', { columns: format.list(filters, LIST_FORMAT) })}
          </Finding>
        )}
        {personal.length > 0 && (
          <Finding
            icon={<LockKeyhole aria-hidden className="size-4" />}
            title={t('personal', { count: personal.length })}
          >
            {t('personalText', { columns: format.list(personal, LIST_FORMAT) })}
          </Finding>
        )}
      </ul>
    </>
  );
}

function KeyFinding({ data: { customers, differentKeys, missingKeys } }: { data: MasterFindings }) {
  const t = useTranslations('parent-segments.wizard.master');
  const { draft } = useWizardForm();
  const key = draft.master.keyColumn;
  if (differentKeys === null || missingKeys === null) return null;
  const repeated = customers - missingKeys - differentKeys;
  const isUnique = repeated === 0 && missingKeys === 0;
  const problemTitle = () => (repeated > 0 ? t('keyNotUnique') : t('keyOnlyMissing'));
  return (
    <Finding
      icon={
        <StatusIcon
          tone={isUnique ? 'success' : 'warning'}
          className={isUnique ? 'size-4 text-success' : 'size-4 text-warning'}
        />
      }
      title={isUnique ? t('keyUnique') : problemTitle()}
    >
      {isUnique
        ? t('keyUniqueText', { count: differentKeys, key })
        : [
            repeated > 0 && t('keyRepeated', { count: repeated, key }),
            missingKeys > 0 && t('keyMissing', { count: missingKeys, key }),
          ]
            .filter(Boolean)
            .join(' ')}
    </Finding>
  );
}

function Finding({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 text-sm [&>svg]:mt-0.5">
      {icon}
      <span>
        <b className="font-semibold">{title}</b>
        <span className="block text-text-muted text-xs [overflow-wrap:anywhere]">{children}</span>
      </span>
    </li>
  );
}
