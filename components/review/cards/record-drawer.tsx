'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { stepPath } from '#components/paths.ts';
import { RecordBody } from '#components/record/record-body.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import type { RecordDetail } from '#lib/core/view/record-view.ts';
import type { ReviewContext } from '../review-context.ts';

export interface RecordDrawerProps {
  context: ReviewContext;
  record: number | undefined;
  onPersonal: (isShown: boolean) => void;
  onClose: () => void;
}

/** The details of a record: its issues, its row in the file, and its event. */
export function RecordDrawer({ context: { view, isPersonalShown }, record, onPersonal, onClose }: RecordDrawerProps) {
  const t = useTranslations('review.cards');
  const { upload, fixesBytes } = view;
  const { data, isError, refetch } = useQuery({
    queryKey: ['review', upload, 'record', record, isPersonalShown, fixesBytes],
    queryFn: ({ signal }) =>
      requestJson<RecordDetail>(`${stepPath(upload, 'review')}/record`, {
        ...postJson({ record, personal: isPersonalShown }),
        signal,
      }),
    enabled: record !== undefined,
    gcTime: 0,
  });
  return (
    <Drawer
      open={record !== undefined}
      onClose={onClose}
      title={record === undefined ? '' : t('record', { record })}
      note={data && t('line', { line: data.line })}
    >
      <RecordBody
        answer={data}
        hasFailed={isError}
        personal={{ isShown: isPersonalShown, onChange: onPersonal }}
        onRetry={() => void refetch()}
      />
    </Drawer>
  );
}
