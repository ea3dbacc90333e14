'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AutoRefresh, WORKING_REFRESH_MS } from '#components/layout/auto-refresh.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { NEW_PARENT_SEGMENT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { isUnfinished } from '../build/is-unfinished.ts';
import type { LoadSampleShop } from '../sample-shop/sample-shop-button.tsx';
import type { ParentSegmentListProps } from './listed-parent-segment.ts';
import { ParentSegmentsEmpty } from './parent-segments-empty.tsx';
import { ParentSegmentsList } from './parent-segments-list.tsx';

export interface ParentSegmentsSheetProps extends ParentSegmentListProps {
  loadSampleShop: LoadSampleShop;
}

export function ParentSegmentsSheet({ place, parentSegments, actions, loadSampleShop }: ParentSegmentsSheetProps) {
  const t = useTranslations('parent-segments');
  const studioText = useTranslations('audience-studio');
  const isEmpty = parentSegments.length === 0;
  return (
    <Sheet>
      <SheetHead
        title={place === 'studio' ? studioText('select') : t('title')}
        actions={
          <ButtonLink variant="primary" href={NEW_PARENT_SEGMENT} icon={<Plus aria-hidden />}>
            {t('new')}
          </ButtonLink>
        }
      />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <AutoRefresh
          everyMs={WORKING_REFRESH_MS}
          active={parentSegments.some(({ newestBuild }) => isUnfinished(newestBuild))}
        />
        {isEmpty ? (
          <ParentSegmentsEmpty loadSampleShop={loadSampleShop} />
        ) : (
          <ParentSegmentsList place={place} parentSegments={parentSegments} actions={actions} />
        )}
      </SheetBody>
    </Sheet>
  );
}
