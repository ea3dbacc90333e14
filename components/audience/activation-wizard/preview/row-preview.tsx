'use client';

import { ChevronLeft, ChevronRight, Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { useCompatibility } from '../compatibility/use-compatibility.ts';
import { useWizard } from '../wizard-context.ts';
import { usePreview } from './use-preview.ts';
import { useRowCounts } from './use-row-counts.ts';

/** One row of what a run would send now. Personal values are fetched only when shown. */
export function RowPreview() {
  const t = useTranslations('activation-wizard.preview');
  const personalText = useTranslations('records.personal');
  const [chosenIndex, setChosenIndex] = useState(0);
  const [isPersonalShown, setPersonalShown] = useState(false);
  const { data, isPending, isEnabled, error } = usePreview(isPersonalShown);
  const { data: counts } = useRowCounts();
  const { start, output } = useWizard();
  const { builtAt } = start;
  const hasColumns = output.columns.length > 0 || output.behaviors.some(({ columns }) => columns.length > 0);
  const rowCount = data?.records.length ?? 0;
  const shownIndex = Math.min(chosenIndex, Math.max(0, rowCount - 1));
  const row = shownIndex + 1;
  const position = counts ? t('row', { row, total: Math.max(counts.rows, rowCount) }) : t('rowAlone', { row });
  const isLoading = rowCount === 0 && isPending && isEnabled;
  return (
    <section className="grid gap-2.5 border-border border-t pt-5">
      <div className="flex min-h-8 items-center gap-1">
        <h2 className="mr-auto font-semibold text-base tabular-nums">{rowCount === 0 ? t('title') : position}</h2>
        <IconButton
          size="sm"
          label={t('previous')}
          icon={<ChevronLeft aria-hidden />}
          disabled={shownIndex === 0}
          onClick={() => setChosenIndex(shownIndex - 1)}
        />
        <IconButton
          size="sm"
          label={t('next')}
          icon={<ChevronRight aria-hidden />}
          disabled={shownIndex + 1 >= rowCount}
          onClick={() => setChosenIndex(shownIndex + 1)}
        />
        <IconButton
          size="sm"
          label={personalText(isPersonalShown ? 'hide' : 'show')}
          icon={isPersonalShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          disabled={rowCount === 0 && !isPersonalShown}
          onClick={() => setPersonalShown(!isPersonalShown)}
        />
      </div>
      {rowCount > 0 && data && <PreviewedRow columns={data.columns} record={data.records[shownIndex] ?? []} />}
      {isLoading && <Skeleton width="80%" />}
      {rowCount === 0 && !isLoading && (
        <p className="text-text-muted text-xs">
          {error
            ? error.message || t('failed')
            : t(hintOf({ isBuilt: builtAt !== null, isPreviewed: data !== undefined, hasColumns }))}
        </p>
      )}
    </section>
  );
}

/** Why there is no row. */
function hintOf({ isBuilt, isPreviewed, hasColumns }: { isBuilt: boolean; isPreviewed: boolean; hasColumns: boolean }) {
  if (!isBuilt) return 'notBuilt';
  if (isPreviewed) return 'empty';
  return hasColumns ? 'incomplete' : 'nothing';
}

interface PreviewedRowProps {
  columns: readonly { readonly name: string }[];
  record: readonly (string | null)[];
}

function PreviewedRow({ columns, record }: PreviewedRowProps) {
  const t = useTranslations('activation-wizard.preview');
  const { same } = useCompatibility();
  const sameColumns = same.map(({ column }) => column);
  return (
    <Card well className="px-3.5 py-3">
      <dl className="grid gap-2 text-xs">
        {columns.map(({ name }, index) => (
          <div key={name} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-3">
            <dt className="mono text-text-muted [overflow-wrap:anywhere]">{name}</dt>
            <dd
              className={`[overflow-wrap:anywhere] ${sameColumns.includes(name) ? 'font-semibold text-warning' : ''}`}
            >
              {record[index] ?? <span className="text-text-faint">{t('none')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
