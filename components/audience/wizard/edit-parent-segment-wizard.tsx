'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ParentSegment } from '#lib/core/audience/parent-segment.ts';
import type { SourceChoice } from './draft/draft.ts';
import { draftOf } from './draft/draft-of-parent-segment.ts';
import { ParentSegmentWizard, type ParentSegmentWizardProps } from './parent-segment-wizard.tsx';

export interface EditParentSegmentWizardProps extends Pick<ParentSegmentWizardProps, 'sources' | 'save'> {
  parentSegment: ParentSegment;
  /** Its tables, if they are a Trino's. */
  chosen: readonly SourceChoice[];
  buildMs: number | null;
}

export function EditParentSegmentWizard({ parentSegment, chosen, ...props }: EditParentSegmentWizardProps) {
  const { id } = parentSegment;
  // The page may be loaded again with a newer version, which the form does not show.
  const [loadedAt] = useState(parentSegment.updatedAt);
  const [start] = useState(() =>
    draftOf(parentSegment, parentSegment.engine === 'trino' ? chosen : props.sources.tables),
  );
  const t = useTranslations('parent-segments.wizard');
  // Undefined after the page has announced that saving again replaces what somebody else saved in the meantime.
  const [ifUpdatedAt, setIfUpdatedAt] = useState<number | undefined>(loadedAt);
  const saveLoaded: ParentSegmentWizardProps['save'] = async (input, builds) => {
    const result = await props.save({ ...input, ifUpdatedAt }, builds);
    if (result.ok || result.code !== 'changed_meanwhile') return result;
    setIfUpdatedAt(undefined);
    return { ...result, message: `${result.message} ${t('saveOver')}` };
  };
  // A draft of an older version is not restored.
  return <ParentSegmentWizard {...props} id={id} start={start} save={saveLoaded} draftKey={`${id} ${loadedAt}`} />;
}
