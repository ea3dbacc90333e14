'use client';

import { createContext, use } from 'react';
import type { SegmentFolder } from '#lib/core/audience/segment.ts';
import type { ListedSegment, Studio } from './shown-segment.ts';

/** A dialog of the studio, and what it is about. */
export type OpenDialog =
  | { readonly kind: 'rename' | 'duplicate' | 'move' | 'delete'; readonly segment: ListedSegment }
  | { readonly kind: 'newFolder' | 'renameFolder' | 'moveFolder' | 'deleteFolder'; readonly folder: SegmentFolder };

interface StudioValue {
  readonly studio: Studio;
  readonly open: (dialog: OpenDialog) => void;
}

export const StudioContext = createContext<StudioValue | null>(null);

/** The parent segment of the surrounding pages, and a function that opens its dialogs. */
export function useStudio(): StudioValue {
  const studio = use(StudioContext);
  if (!studio) throw new Error('outside a StudioFrame');
  return studio;
}
