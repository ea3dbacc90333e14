'use client';

import { useTranslations } from 'next-intl';
import { parseAsInteger, useQueryState } from 'nuqs';
import { Table } from '#components/ui/tables/table.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import type { ActivationActions } from '../activation-actions.ts';
import type { ListedActivation } from '../listed-activation.ts';
import { ActivationRow } from './activation-row.tsx';

export interface ActivationsTableProps {
  activations: readonly ListedActivation[];
  actions: ActivationActions;
  /** Whether each row names the segment, because there are several. */
  withSegment?: boolean;
}

/** Latest change first; the query parameter `fresh` highlights the activation that was just saved. */
export function ActivationsTable({ activations, actions, withSegment = false }: ActivationsTableProps) {
  const t = useTranslations('activations');
  const [fresh] = useQueryState('fresh', parseAsInteger);
  return (
    <Table label={t('title')} cards="lg">
      <thead>
        <tr>
          <Th>{t('columns.status')}</Th>
          <Th>{t('columns.type')}</Th>
          <Th>{t('columns.name')}</Th>
          {withSegment && <Th>{t('columns.segment')}</Th>}
          <Th>{t('columns.schedule')}</Th>
          <Th>{t('columns.lastRun')}</Th>
          <Th sort="descending">{t('columns.updated')}</Th>
          <Th>
            <VisuallyHidden>{t('columns.actions')}</VisuallyHidden>
          </Th>
        </tr>
      </thead>
      <tbody>
        {activations.map((activation) => (
          <ActivationRow
            key={activation.id}
            activation={activation}
            actions={actions}
            withSegment={withSegment}
            isFresh={activation.id === fresh}
          />
        ))}
      </tbody>
    </Table>
  );
}
