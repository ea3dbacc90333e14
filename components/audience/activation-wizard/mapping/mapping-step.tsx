'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { QuickFix } from '#lib/core/audience/activation/compatibility.ts';
import { CompatibilityPanel } from '../compatibility/compatibility-panel.tsx';
import { RowPreview } from '../preview/row-preview.tsx';
import { AttributeColumns } from './columns/attribute-columns.tsx';
import { RowsCard } from './rows/rows-card.tsx';
import { StringBuilder } from './strings/string-builder.tsx';

/** Which rows and columns are sent; beside them, their compatibility with the connector, and a preview. */
export function MappingStep() {
  const t = useTranslations('activation-wizard');
  const cards = useRef<HTMLDivElement>(null);
  const [appliedFix, setAppliedFix] = useState<QuickFix>();
  // The string that a quick fix added is still empty, so its text field gets the focus.
  useEffect(() => {
    if (appliedFix?.kind !== 'string') return;
    const values = cards.current?.querySelectorAll<HTMLElement>('[data-string-value]');
    [...(values ?? [])].at(-1)?.focus();
    setAppliedFix(undefined);
  }, [appliedFix]);
  return (
    <div className="grid grow max-xl:content-start xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div ref={cards} className="grid content-start gap-5 p-6 max-wide:px-4 max-wide:pt-4">
        <RowsCard />
        <AttributeColumns />
        <StringBuilder />
      </div>
      <aside
        aria-label={t('compatibility.title')}
        className="grid content-start gap-6 border-border p-6 max-wide:px-4 max-xl:border-t xl:border-l"
      >
        <CompatibilityPanel onFixed={setAppliedFix} />
        <RowPreview />
      </aside>
    </div>
  );
}
