'use client';

import { useTranslations } from 'next-intl';
import { parentSegmentPath, studioPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { BuildBadge } from '../build/build-badge.tsx';
import { ScheduleSummary } from '../build/schedule-summary.tsx';
import { LastBuildDetail } from './last-build-detail.tsx';
import type { ParentSegmentItemProps } from './listed-parent-segment.ts';
import { ParentSegmentMenu } from './parent-segment-menu.tsx';

export function ParentSegmentRow({ parentSegment, place, actions }: ParentSegmentItemProps) {
  const t = useTranslations('parent-segments.columns');
  const { id, name, master, customers, segmentCount, schedule, newestBuild } = parentSegment;
  return (
    <Tr>
      <RowHead className="wide:max-w-80 wide:py-2 align-top [overflow-wrap:anywhere]">
        <span className="grid">
          <Link
            href={place === 'studio' ? studioPath(id) : parentSegmentPath(id)}
            className="w-fit min-h-target content-center"
          >
            {name}
          </Link>
          <span className="mono font-normal text-text-muted text-xs">
            {master.database}.{master.table}
          </span>
        </span>
      </RowHead>
      <Td label={t('customers')} end muted={customers === null} className={CELL}>
        {customers === null ? '—' : <Num value={customers} />}
      </Td>
      <Td label={t('segments')} end className={CELL}>
        <Link href={studioPath(id)}>
          <Num value={segmentCount} />
        </Link>
      </Td>
      <Td label={t('schedule')} muted={schedule === null} className={CELL}>
        <ScheduleSummary schedule={schedule} />
      </Td>
      <Td label={t('lastBuild')} className="wide:py-2 align-top">
        <BuildBadge build={newestBuild} />
      </Td>
      <Td label={t('detail')} muted className={`${CELL} wide:max-w-72 text-xs`}>
        <LastBuildDetail parentSegment={parentSegment} />
      </Td>
      <Td corner end className="wide:py-2 align-top">
        <ParentSegmentMenu parentSegment={parentSegment} place={place} actions={actions} />
      </Td>
    </Tr>
  );
}

const CELL = 'wide:pt-2.5 wide:pb-2 align-top';
