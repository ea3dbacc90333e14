'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ParentSegment } from '#lib/core/audience/parent-segment.ts';
import type { SourceChoice } from './draft/draft.ts';
import { draftOf } from './draft/draft-of-parent-segment.ts';
import { ParentSegmentWizard, type ParentSegmentWizardProps } from './parent-segment-wizard.tsx';

export interface EditParentSegmentWizardProps extends Pick<ParentSegmentWizardProps, 'sources' | 'save'> {
  parentSegment: ParentSegment;
  /** Its tables in Trino; empty if its engine is the built-in one. */
  trinoTables: readonly SourceChoice[];
  buildMs: number | null;
}

export function EditParentSegmentWizard({ parentSegment, trinoTables, ...props }: EditParentSegmentWizardProps) {
  const { id } = parentSegment;
  // A refresh may bring a newer version, but the form keeps the one that it started with.
  const [loadedAt] = useState(parentSegment.updatedAt);
  const [start] = useState(() =>
    draftOf(parentSegment, parentSegment.engine === 'trino' ? trinoTables : props.sources.tables),
  );
  const t = useTranslations('parent-segments.wizard');
  // After a refusal, saving again replaces the change that the refusal reported, but not a later one.
  const [ifUpdatedAt, setIfUpdatedAt] = useState(loadedAt);
  const saveUnlessChanged: ParentSegmentWizardProps['save'] = async (input, builds) => {
    const result = await props.save({ ...input, ifUpdatedAt }, builds);
    if (result.ok || result.code !== 'changed_meanwhile') return result;
    setIfUpdatedAt(Date.parse(String(result.params['updated_at'])));
    return { ...result, message: `${result.message} ${t('saveOver')}` };
  };
  // The key contains the version, so that a draft of an older version is not restored.
  return (
    <ParentSegmentWizard {...props} id={id} start={start} save={saveUnlessChanged} draftKey={`${id} ${loadedAt}`} />
  );
}
