'use client';

import { useTranslations } from 'next-intl';
import { SideColumn } from '#components/layout/side-column.tsx';
import { ParentPicker, type PickableParentSegment } from './parent-picker.tsx';

/** The side column before a parent segment is selected. */
export function UnselectedSide({ parentSegments }: { parentSegments: readonly PickableParentSegment[] }) {
  const t = useTranslations('audience-studio');
  return (
    <SideColumn broad title={t('title')}>
      <ParentPicker parentSegments={parentSegments} selectedId={null} />
      <p className="px-2.5 text-text-muted text-xs max-wide:hidden">{t('selectHint')}</p>
    </SideColumn>
  );
}
