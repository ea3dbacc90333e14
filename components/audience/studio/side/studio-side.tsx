'use client';

import { Send } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { SideColumn } from '#components/layout/side-column.tsx';
import { activationsPath, isActivationWizard } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { useStudio } from '../studio-context.ts';
import { SegmentTree } from '../tree/segment-tree.tsx';
import { BuildNote } from './build-note.tsx';
import { ParentPicker, type PickableParentSegment } from './parent-picker.tsx';

/** The choice of the parent segment, its activations and its segments. A wizard shows its steps instead. */
export function StudioSide({ parentSegments }: { parentSegments: readonly PickableParentSegment[] }) {
  const t = useTranslations('audience-studio');
  const path = usePathname();
  const { parentSegment, segments } = useStudio().studio;
  const activations = activationsPath(parentSegment.id);
  if (isActivationWizard(path)) return null;
  return (
    <SideColumn broad title={t('title')} note={<BuildNote />}>
      <ParentPicker parentSegments={parentSegments} selectedId={parentSegment.id} />
      <nav aria-label={t('title')} className="border-border wide:border-b wide:pb-3">
        <Link
          href={activations}
          aria-current={path === activations ? 'page' : undefined}
          className="flex min-h-9 items-center gap-2.5 rounded-control px-2.5 font-medium text-text-muted hover:bg-surface-hover hover:text-text hover:no-underline aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-soft-text"
        >
          <Send aria-hidden className="size-4 flex-none" />
          {t('activations')}
          <span className="ml-auto font-normal text-xs">
            <Num value={segments.reduce((sum, segment) => sum + segment.activationCount, 0)} />
          </span>
        </Link>
      </nav>
      <SegmentTree />
    </SideColumn>
  );
}
