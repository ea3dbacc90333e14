import { useTranslations } from 'next-intl';
import { Table } from '#components/ui/tables/table.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import type { ParentSegmentListProps } from './listed-parent-segment.ts';
import { ParentSegmentRow } from './parent-segment-row.tsx';

export function ParentSegmentsTable({ parentSegments, ...props }: ParentSegmentListProps) {
  const t = useTranslations('parent-segments');
  return (
    <Table label={t('title')} cards>
      <thead>
        <tr>
          <Th sort="ascending">{t('columns.name')}</Th>
          <Th end>{t('columns.customers')}</Th>
          <Th end>{t('columns.segments')}</Th>
          <Th>{t('columns.schedule')}</Th>
          <Th>{t('columns.lastBuild')}</Th>
          <Th>
            <VisuallyHidden>{t('columns.detail')}</VisuallyHidden>
          </Th>
          <Th>
            <VisuallyHidden>{t('columns.actions')}</VisuallyHidden>
          </Th>
        </tr>
      </thead>
      <tbody>
        {parentSegments.map((parentSegment) => (
          <ParentSegmentRow key={parentSegment.id} parentSegment={parentSegment} {...props} />
        ))}
      </tbody>
    </Table>
  );
}
