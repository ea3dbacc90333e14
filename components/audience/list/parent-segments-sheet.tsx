'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { NEW_PARENT_SEGMENT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { isUnfinished } from '../build/is-unfinished.ts';
import { RefreshWhileBuilding } from '../build/refresh-while-building.tsx';
import type { ParentSegmentsProps } from './listed-parent-segment.ts';
import { ParentSegmentsEmpty } from './parent-segments-empty.tsx';
import { ParentSegmentsList } from './parent-segments-list.tsx';

export function ParentSegmentsSheet({ parentSegments, actions }: ParentSegmentsProps) {
  const t = useTranslations('parent-segments');
  const isEmpty = parentSegments.length === 0;
  return (
    <Sheet>
      <SheetHead
        title={t('title')}
        actions={
          !isEmpty && (
            <ButtonLink variant="primary" href={NEW_PARENT_SEGMENT} icon={<Plus aria-hidden />}>
              {t('new')}
            </ButtonLink>
          )
        }
      />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <RefreshWhileBuilding isBuilding={parentSegments.some(({ newest }) => isUnfinished(newest))} />
        {isEmpty ? <ParentSegmentsEmpty /> : <ParentSegmentsList parentSegments={parentSegments} actions={actions} />}
      </SheetBody>
    </Sheet>
  );
}
