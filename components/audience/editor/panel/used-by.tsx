'use client';

import { Send, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { activationPath, type SegmentIds, segmentPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { PanelSection } from './panel-section.tsx';

/** What refers to a segment. */
export interface SegmentUses {
  readonly activations: readonly NamedObject[];
  readonly segments: readonly NamedObject[];
}

interface NamedObject {
  readonly id: number;
  readonly name: string;
}

export function UsedBy({ segment, uses }: { segment: SegmentIds; uses: SegmentUses }) {
  const t = useTranslations('segment-editor.uses');
  const { activations, segments } = uses;
  const { parentSegment } = segment;
  return (
    <PanelSection title={t('title')}>
      {activations.length + segments.length === 0 ? (
        <p className="text-sm text-text-muted">{t('none')}</p>
      ) : (
        <ul className="grid gap-2 text-sm">
          {activations.map(({ id, name }) => (
            <li key={`activation-${id}`} className="flex min-w-0 items-center gap-2">
              <Send role="img" aria-label={t('activation')} className="size-4 flex-none text-text-muted" />
              <Link href={activationPath(segment, id)} className="truncate">
                {name}
              </Link>
            </li>
          ))}
          {segments.map(({ id, name }) => (
            <li key={`segment-${id}`} className="flex min-w-0 items-center gap-2">
              <Users role="img" aria-label={t('segment')} className="size-4 flex-none text-text-muted" />
              <Link href={segmentPath({ parentSegment, id })} className="truncate">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  );
}
