'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { ReplacedSample } from '#lib/core/review/replacing.ts';
import type { Preview } from './use-preview.ts';

export interface FindPreviewProps {
  preview: Preview;
  /** The number of records to search. */
  searchedCount: number | undefined;
  /** Shows personal values; undefined if they are shown. */
  onPersonal: (() => void) | undefined;
}

/** What replacing would do: how many records it changes, how many become valid or invalid, and the first changes. */
export function FindPreview({ preview: { sum, readTo, isComplete }, searchedCount, onPersonal }: FindPreviewProps) {
  const t = useTranslations('review.find.preview');
  const b = (chunks: ReactNode) => <b className="font-semibold text-text tabular-nums">{chunks}</b>;
  return (
    <section aria-label={t('label')} className="grid gap-2 text-sm">
      <p role="status" className="font-semibold">
        {sum && isComplete && t('changes', { count: sum.changed })}
        {sum && !isComplete && t('changesSoFar', { count: sum.changed })}
        {!sum && t('counting')}
      </p>
      {sum && !isComplete && readTo !== null && searchedCount !== undefined && (
        <p className="text-text-muted text-xs">{t('readTo', { record: readTo })}</p>
      )}
      {sum && sum.samples.length > 0 && <Samples samples={sum.samples} />}
      {sum && sum.changed > 0 && isComplete && (
        <p className="text-text-muted text-xs">
          {t.rich('effect', { b, madeValid: sum.madeValid, madeInvalid: sum.madeInvalid })}
        </p>
      )}
      {sum && sum.emptied > 0 && (
        <p className="text-warning text-xs">
          {t('emptied', { count: sum.emptied, all: String(isComplete && sum.emptied === sum.changed) })}
        </p>
      )}
      {sum && sum.tooLong > 0 && <p className="text-warning text-xs">{t('tooLong', { count: sum.tooLong })}</p>}
      {sum && sum.samples.length > 0 && onPersonal && (
        <p className="text-text-muted text-xs">
          {t('masked')} <LinkButton onClick={onPersonal}>{t('show')}</LinkButton>
        </p>
      )}
    </section>
  );
}

function Samples({ samples }: { samples: readonly ReplacedSample[] }) {
  const t = useTranslations('review.find.preview');
  return (
    <table aria-label={t('samples')} className="w-full table-fixed border-collapse overflow-hidden text-xs">
      <thead className="sr-only">
        <tr>
          <th scope="col" className="w-15">
            {t('record')}
          </th>
          <th scope="col">{t('before')}</th>
          <th scope="col">{t('after')}</th>
        </tr>
      </thead>
      <tbody className="[&_td]:border-border [&_td]:border-b [&_td]:py-1.5 [&_td]:align-top [&_th]:border-border [&_th]:border-b [&_th]:py-1.5 [&_th]:align-top">
        {samples.map(({ record, before, after }) => (
          <tr key={record}>
            <th scope="row" className="w-15 pr-3 text-right text-text-muted">
              <Num value={record} />
            </th>
            <td className="pr-2 text-text-muted [overflow-wrap:anywhere]">
              <SampleText text={before} />
            </td>
            <td className="text-success [overflow-wrap:anywhere]">
              <span className="flex gap-1.5">
                <ArrowRight aria-hidden className="size-3.5 flex-none translate-y-0.5 text-text-faint" />
                <SampleText text={after} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MAX_SHOWN = 120;

function SampleText({ text }: { text: string }) {
  const t = useTranslations('review.grid');
  if (text.trim() === '') return <span className="text-2xs text-text-faint tracking-wide">{t('empty')}</span>;
  return <span className="whitespace-pre-wrap">{text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text}</span>;
}
