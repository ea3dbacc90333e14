'use client';

import { useState } from 'react';
import { newDraft } from './draft/draft-of-parent-segment.ts';
import { ParentSegmentWizard, type ParentSegmentWizardProps } from './parent-segment-wizard.tsx';

export function NewParentSegmentWizard(props: Pick<ParentSegmentWizardProps, 'sources' | 'save'>) {
  const [start] = useState(() => newDraft(props.sources.tables.length > 0 ? 'duckdb' : 'trino'));
  return <ParentSegmentWizard {...props} id={null} start={start} draftKey="new" />;
}
