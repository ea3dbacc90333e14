'use client';

import { useTranslations } from 'next-intl';
import { Children, type ReactNode, useState } from 'react';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Num } from '#components/ui/num.tsx';

const SHOWN = 8;

/** Choices of one kind; the rarer ones behind a button. Nothing where there are none. */
export function FacetList({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations('records.filter');
  const [isWhole, setWhole] = useState(false);
  const facets = Children.toArray(children);
  const hidden = facets.length - SHOWN;
  if (facets.length === 0) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
      <h2 className="px-2 pb-1.5 font-medium text-text-muted text-xs tracking-normal">{title}</h2>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-0.5">{isWhole ? facets : facets.slice(0, SHOWN)}</div>
      {hidden > 0 && (
        <LinkButton className="ml-2 w-fit text-xs" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('fewer') : t('more', { count: hidden })}
        </LinkButton>
      )}
    </div>
  );
}

export interface FacetButtonProps {
  children: ReactNode;
  icon?: ReactNode;
  /** A code for those who know it, under the name. */
  note?: string;
  count: number;
  isChosen: boolean;
  onChoose: () => void;
}

export function FacetButton({ children, icon, note, count, isChosen, onChoose }: FacetButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={
        'flex min-h-8 w-full items-center gap-2 rounded-control px-2 py-0.75 text-start leading-4.5 hover:bg-surface-hover focus-visible:outline-offset-0 ' +
        'aria-pressed:bg-surface-selected max-wide:min-h-11'
      }
    >
      {icon}
      <span
        className={`min-w-0 flex-1 [overflow-wrap:anywhere] ${isChosen ? 'font-semibold text-accent-soft-text' : ''}`}
      >
        {children}
        {note && (
          <span
            className={`mono block truncate font-normal text-xs ${isChosen ? 'text-text-muted' : 'text-text-faint'}`}
            title={note}
          >
            {note}
          </span>
        )}
      </span>
      <span className="text-text-muted text-xs">
        <Num value={count} />
      </span>
    </button>
  );
}
