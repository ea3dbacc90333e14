'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Share, ShareBar, shareOf } from '#components/ui/charts/share.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { isLowMatch } from '../../build/match-rate.tsx';
import { type JoinFindings, useJoinCheck } from '../checks/use-checks.ts';
import type { JoinKind, TableDraft } from '../draft/draft.ts';
import { useWizardForm } from '../wizard-context.ts';

/** The share that a join matches: of the customers for an attribute table, of the rows for a behavior. */
export function joinShare(kind: JoinKind, { customers, allCustomers, matched, rows }: JoinFindings): number | null {
  return kind === 'attributes' ? shareOf(customers, allCustomers) : shareOf(matched, rows);
}

/** How well the chosen keys match: in numbers, or, if almost nothing matches, with the formats of both keys. */
export function JoinMatch({ kind, table }: { kind: JoinKind; table: TableDraft }) {
  const t = useTranslations('parent-segments.wizard.match');
  const masterText = useTranslations('parent-segments.wizard.master');
  const { draft } = useWizardForm();
  const { data, error, isFetching, refetch } = useJoinCheck(draft, table);
  if (table.childKey === '' || table.parentKey === '')
    return <p className="text-text-muted text-xs">{t('chooseKeys')}</p>;
  if (error)
    return (
      <Banner
        tone="warning"
        title={t('failed')}
        actions={
          <Button size="sm" busy={isFetching} onClick={() => void refetch()}>
            {t('retry')}
          </Button>
        }
      >
        {error.message || masterText('noResponse')}
      </Banner>
    );
  if (!data)
    return (
      <div className="min-h-5">
        <LoadingNote />
        <Skeleton width="24rem" />
      </div>
    );
  return (
    <div role="status">
      {data.formats ? <LowMatch kind={kind} table={table} data={data} /> : <MatchNumbers kind={kind} data={data} />}
    </div>
  );
}

function MatchNumbers({ kind, data }: { kind: JoinKind; data: JoinFindings }) {
  const t = useTranslations('parent-segments.wizard.match');
  const { matched, rows, customers, allCustomers, duplicateKeys } = data;
  const value = joinShare(kind, data);
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-text-muted text-xs">
      <span className="flex items-center gap-2">
        <ShareBar value={value} isLow={isLowMatch(value)} className="w-28" />
        <b className="font-semibold text-sm text-text">
          <Share value={value} />
        </b>
        {t(kind === 'attributes' ? 'matched' : 'rowsMatched')}
      </span>
      {kind === 'attributes' ? (
        <>
          <span>{t('customersOf', { customers, all: allCustomers })}</span>
          {duplicateKeys > 0 && <span>{t('duplicates', { count: duplicateKeys })}</span>}
        </>
      ) : (
        <>
          <span>{t('rowsOf', { matched, rows })}</span>
          <span>{t('withRows', { count: customers })}</span>
        </>
      )}
    </p>
  );
}

function LowMatch({ kind, table, data }: { kind: JoinKind; table: TableDraft; data: JoinFindings }) {
  const t = useTranslations('parent-segments.wizard.match');
  const { formats } = data;
  const share = joinShare(kind, data) ?? 0;
  const parent = formats?.parent ?? [];
  const child = formats?.child ?? [];
  const formatsDiffer = !parent.some((format) => child.includes(format));
  return (
    <Banner
      tone="warning"
      title={t.rich(share === 0 ? `nothing.${kind}` : `low.${kind}`, { share: () => <Share value={share} /> })}
    >
      {isLowMatch(share) && t(formatsDiffer ? 'formatsDiffer' : 'formatsEqual')}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 pt-1.5">
        <Formats column={table.childKey} formats={child} />
        <Formats column={table.parentKey} formats={parent} />
      </dl>
      <p className="pt-1.5">{t('formatHelp')}</p>
    </Banner>
  );
}

function Formats({ column, formats }: { column: string; formats: readonly string[] }) {
  const t = useTranslations('parent-segments.wizard.match');
  const format = useFormatter();
  return (
    <>
      <dt>{column}</dt>
      <dd className="mono [overflow-wrap:anywhere]">
        {formats.length === 0 ? t('noValues') : format.list(formats, LIST_FORMAT)}
      </dd>
    </>
  );
}
