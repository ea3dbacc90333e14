'use client';

import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JobControl } from '#components/job/job-controls.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import type { Waiting } from '#lib/core/view/home-view.ts';
import { WaitingItem } from './waiting-item.tsx';

/** More items are shown on demand. */
const INITIAL_COUNT = 6;

/** Items that need a person's attention. */
export function WaitingList({ waiting, fix }: { waiting: readonly Waiting[]; fix: JobControl }) {
  const t = useTranslations('home.waiting');
  const [isExpanded, setExpanded] = useState(false);
  const shown = isExpanded ? waiting : waiting.slice(0, INITIAL_COUNT);
  return (
    <section aria-labelledby="waiting" className="min-w-0">
      <RegionHead title={<span id="waiting">{t('title')}</span>} />
      {waiting.length === 0 ? (
        <div className="grid grid-cols-[1rem_minmax(0,1fr)] gap-3 rounded-card border border-border p-4 text-sm">
          <CircleCheck aria-hidden className="mt-0.5 size-4 text-success" />
          <p>
            <b>{t('nothing')}</b> <span className="text-text-muted">{t('nothingText')}</span>
          </p>
        </div>
      ) : (
        <ul className="rounded-card border border-border text-sm">
          {shown.map((each) => (
            <WaitingItem key={keyOf(each)} waiting={each} fix={fix} />
          ))}
        </ul>
      )}
      {waiting.length > INITIAL_COUNT && (
        <LinkButton className="mt-2 text-sm" aria-expanded={isExpanded} onClick={() => setExpanded(!isExpanded)}>
          {isExpanded ? t('fewer') : t('more', { count: waiting.length - INITIAL_COUNT })}
        </LinkButton>
      )}
    </section>
  );
}

function keyOf(waiting: Waiting): string {
  if (waiting.kind === 'refused') return `refused-${waiting.authentication.id}`;
  if (waiting.kind === 'paused') return `paused-${waiting.reason}`;
  if (waiting.kind === 'elsewhere') return waiting.kind;
  if (waiting.kind === 'uncertain' || waiting.kind === 'open') return `${waiting.kind}-${waiting.job}`;
  return `file-${waiting.kind === 'unfinished' ? waiting.id : waiting.upload.id}`;
}
