import { useTranslations } from 'next-intl';
import { Table } from '#components/ui/tables/table.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import type { SavedMapping } from '#lib/core/saved-mapping/saved-mapping.ts';
import type { MappingActions } from './mapping-actions.ts';
import { MappingRow } from './mapping-row.tsx';

export interface MappingTableProps {
  savedMappings: readonly SavedMapping[];
  actions: MappingActions;
}

/** The saved mappings, sorted by name. */
export function MappingTable({ savedMappings, actions }: MappingTableProps) {
  const t = useTranslations('mappings');
  return (
    <>
      <Table label={t('title')} cards>
        <thead>
          <tr>
            <Th>{t('columns.name')}</Th>
            <Th>{t('columns.matched')}</Th>
            <Th>{t('columns.constants')}</Th>
            <Th>{t('columns.applied')}</Th>
            <Th>{t('columns.updated')}</Th>
            <Th end>
              <span className="sr-only">{t('columns.actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {savedMappings.map((savedMapping) => (
            <MappingRow key={savedMapping.id} savedMapping={savedMapping} actions={actions} />
          ))}
        </tbody>
      </Table>
      <TableFoot>{t('count', { count: savedMappings.length })}</TableFoot>
    </>
  );
}
