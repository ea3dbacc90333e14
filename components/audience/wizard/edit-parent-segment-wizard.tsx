'use client';

import { useState } from 'react';
import type { ParentSegment } from '#lib/core/audience/parent-segment.ts';
import { draftOf } from './draft/draft-of-parent-segment.ts';
import { ParentSegmentWizard, type ParentSegmentWizardProps } from './parent-segment-wizard.tsx';

export interface EditParentSegmentWizardProps extends Pick<ParentSegmentWizardProps, 'sources' | 'save'> {
  parentSegment: ParentSegment;
}

export function EditParentSegmentWizard({ parentSegment, sources, save }: EditParentSegmentWizardProps) {
  const { id, updatedAt } = parentSegment;
  const [start] = useState(() => draftOf(parentSegment, sources));
  // A draft of an older version is not restored.
  return <ParentSegmentWizard id={id} start={start} sources={sources} save={save} draftKey={`${id} ${updatedAt}`} />;
}
