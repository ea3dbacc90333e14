'use client';

import { useTranslations } from 'next-intl';
import { FilteredList } from '#components/layout/filtered-list.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import type { FileDraft } from '#lib/core/export/draft-list.ts';
import type { DeleteDraft } from './delete-draft-button.tsx';
import { DraftRow } from './draft-row.tsx';

/** The files that were uploaded and not sent yet, the last changed one first. */
export function DraftsList({ drafts, remove }: { drafts: readonly FileDraft[]; remove: DeleteDraft }) {
  const t = useTranslations('drafts');
  return (
    <FilteredList
      items={drafts}
      textsOf={({ name }) => [name]}
      filters={{}}
      texts={{ search: t('search'), noMatch: t('noMatch'), noMatchText: t('noMatchText') }}
      footOf={(count) => t('count', { count })}
    >
      {(shown) => (
        <Table label={t('title')} cards="lg">
          <DraftsHead />
          <tbody>
            {shown.map((draft) => (
              <DraftRow key={draft.id} draft={draft} remove={remove} />
            ))}
          </tbody>
        </Table>
      )}
    </FilteredList>
  );
}

function DraftsHead() {
  const t = useTranslations('drafts.columns');
  return (
    <thead>
      <tr>
        <Th>{t('name')}</Th>
        <Th>{t('step')}</Th>
        <Th end>{t('size')}</Th>
        <Th>{t('uploaded')}</Th>
        <Th>{t('changed')}</Th>
        <Th>{t('keptUntil')}</Th>
        <Th>
          <VisuallyHidden>{t('actions')}</VisuallyHidden>
        </Th>
      </tr>
    </thead>
  );
}
