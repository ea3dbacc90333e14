'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { LinkButton } from '#components/ui/link-button.tsx';
import type { RecordQuery } from '#lib/core/record-query.ts';
import { FacetLink } from './facet-link.tsx';

export interface Facet {
  key: string;
  name: ReactNode;
  /** A code for those who know it, under the name. */
  code?: string;
  icon?: ReactNode;
  count: number;
  isChosen: boolean;
  /** What a press on it shows; for one that is chosen, what is shown without it. */
  query: RecordQuery;
}

export interface FacetGroupProps {
  title: string;
  job: number;
  facets: readonly Facet[];
}

const SHOWN = 8;

/** Choices of one kind; the rarer ones behind a button. Nothing where there are none. */
export function FacetGroup({ title, job, facets }: FacetGroupProps) {
  const t = useTranslations('records.filter');
  const [isWhole, setWhole] = useState(false);
  const few = facets.filter(({ isChosen }, index) => index < SHOWN || isChosen);
  const hidden = facets.length - few.length;
  if (facets.length === 0) return null;
  return (
    <div className="grid gap-0.5">
      <h2 className="px-2 pb-1.5 font-medium text-text-muted text-xs tracking-normal">{title}</h2>
      <ul className="grid gap-0.5">
        {(isWhole ? facets : few).map((facet) => (
          <li key={facet.key}>
            <FacetLink facet={facet} job={job} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <LinkButton className="ml-2 w-fit text-xs" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('fewer') : t('more', { count: hidden })}
        </LinkButton>
      )}
    </div>
  );
}
