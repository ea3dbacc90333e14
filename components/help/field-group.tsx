import { useTranslations } from 'next-intl';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import type { FieldFacts } from '#lib/core/api/describe.ts';
import type { Messages } from '#lib/messages/en.ts';
import { FieldRow } from './field-row.tsx';

type Group = keyof Messages['help']['fields']['groups'];

/** The fields of one part of an event. */
export function FieldGroup({ group, fields }: { group: string; fields: readonly FieldFacts[] }) {
  const t = useTranslations('help.fields');
  const title = t(`groups.${group as Group}`);
  return (
    <section aria-labelledby={`group-${group}`}>
      <RegionHead
        title={<span id={`group-${group}`}>{title}</span>}
        note={`${t('count', { count: fields.length })} · ${t(`groupTexts.${group as Group}`)}`}
      />
      <Table label={title} cards="lg" className="lg:table-fixed">
        <thead>
          <tr>
            <Th className="wide:w-44">{t('columns.name')}</Th>
            <Th>{t('columns.help')}</Th>
            <Th className="wide:w-22">{t('columns.required')}</Th>
            <Th className="wide:w-20">{t('columns.hashed')}</Th>
            <Th className="wide:w-30">{t('columns.severalValues')}</Th>
            <Th className="wide:w-26">{t('columns.type')}</Th>
            <Th className="wide:w-44">{t('columns.example')}</Th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow key={field.name} field={field} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}
