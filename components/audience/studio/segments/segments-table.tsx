'use client';

import { useTranslations } from 'next-intl';
import { segmentActivationsPath, segmentPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import { SegmentMenuItems } from '../segment-menu-items.tsx';
import type { ListedSegment } from '../shown-segment.ts';
import { useStudio } from '../studio-context.ts';

export function SegmentsTable({ segments }: { segments: readonly ListedSegment[] }) {
  const t = useTranslations('audience-studio');
  return (
    <Table label={t('segments')} cards>
      <thead>
        <tr>
          <Th sort="ascending">{t('list.name')}</Th>
          <Th>{t('list.folder')}</Th>
          <Th end>{t('list.population')}</Th>
          <Th end>{t('list.activations')}</Th>
          <Th>{t('list.updated')}</Th>
          <Th>
            <VisuallyHidden>{t('list.actions')}</VisuallyHidden>
          </Th>
        </tr>
      </thead>
      <tbody>
        {segments.map((segment) => (
          <SegmentRow key={segment.id} segment={segment} />
        ))}
      </tbody>
    </Table>
  );
}

function SegmentRow({ segment }: { segment: ListedSegment }) {
  const t = useTranslations('audience-studio');
  const { id: parentSegment } = useStudio().studio.parentSegment;
  const { id, name, description, folder, population, activationCount, updatedAt } = segment;
  const segmentIds = { parentSegment, id };
  return (
    <Tr>
      <RowHead className="wide:max-w-80 wide:py-2 align-top [overflow-wrap:anywhere]">
        <span className="grid">
          <Link href={segmentPath(segmentIds)} className="w-fit min-h-target content-center">
            {name}
          </Link>
          {description && <span className="font-normal text-text-muted text-xs">{description}</span>}
        </span>
      </RowHead>
      <Td label={t('list.folder')} muted className={CELL}>
        {folder.join(' / ') || '—'}
      </Td>
      <Td label={t('list.population')} end muted={population === null} className={CELL}>
        {population === null ? t('tree.uncounted') : <Num value={population} />}
      </Td>
      <Td label={t('list.activations')} end className={CELL}>
        <Link href={segmentActivationsPath(segmentIds)}>
          <Num value={activationCount} />
        </Link>
      </Td>
      <Td label={t('list.updated')} className={CELL}>
        <Time value={updatedAt} />
      </Td>
      <Td corner end className="wide:py-2 align-top">
        <MoreMenu itemName={name} size="sm">
          <SegmentMenuItems segment={segment} />
        </MoreMenu>
      </Td>
    </Tr>
  );
}

const CELL = 'wide:pt-2.5 wide:pb-2 align-top';
