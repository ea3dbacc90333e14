'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { LinkButton } from '../buttons/link-button.tsx';
import type { Facet } from './facet-content.tsx';

export interface FacetListProps<F extends Facet> {
  title: string;
  facets: readonly F[];
  /** Renders the link or button of a facet, with the style FACET_STYLE and a FacetContent. */
  children: (facet: F) => ReactNode;
}

const INITIAL_COUNT = 8;

/**
 * A group of facets. Those after the first eight are shown on demand, unless they are chosen. Renders nothing without
 * facets.
 */
export function FacetList<F extends Facet>({ title, facets, children }: FacetListProps<F>) {
  const t = useTranslations('shell.kit');
  const [isExpanded, setExpanded] = useState(false);
  const initial = facets.filter(({ isChosen }, index) => index < INITIAL_COUNT || isChosen);
  const hiddenCount = facets.length - initial.length;
  if (facets.length === 0) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
      <h2 className="px-2 pb-1.5 font-medium text-text-muted text-xs tracking-normal">{title}</h2>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
        {(isExpanded ? facets : initial).map((facet) => (
          <li key={facet.key}>{children(facet)}</li>
        ))}
      </ul>
      {hiddenCount > 0 && (
        <LinkButton className="ml-2 w-fit text-xs" aria-expanded={isExpanded} onClick={() => setExpanded(!isExpanded)}>
          {isExpanded ? t('fewer') : t('more', { count: hiddenCount })}
        </LinkButton>
      )}
    </div>
  );
}
