import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFieldName } from '#components/connector/use-field-name.ts';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import { documentedChoices, type FieldFacts } from '#lib/core/api/describe.ts';
import type { Messages } from '#lib/messages/en.ts';

export function FieldRow({ field }: { field: FieldFacts }) {
  const t = useTranslations('help.fields');
  const nameOf = useFieldName();
  return (
    <Tr>
      <RowHead className="[overflow-wrap:anywhere]">
        <span id={`field-${field.name}`} className="scroll-mt-16">
          {nameOf(field.name)} <code className="block w-fit font-normal text-text-muted">{field.name}</code>
        </span>
      </RowHead>
      <Td label={t('columns.help')}>
        <div className="py-1.5 text-pretty">
          {field.help}
          {field.choices.length > 0 && <Choices field={field} />}
        </div>
      </Td>
      <YesNo label={t('columns.required')} value={field.required} />
      <YesNo label={t('columns.hashed')} value={field.hashed} />
      <YesNo label={t('columns.severalValues')} value={field.repeats} />
      <Td label={t('columns.type')} muted>
        {t(`types.${field.type as keyof Messages['help']['fields']['types']}`)}
      </Td>
      <Td label={t('columns.example')} muted>
        <span className="mono [overflow-wrap:anywhere]">{field.example === 'now' ? t('now') : field.example}</span>
      </Td>
    </Tr>
  );
}

function YesNo({ label, value }: { label: string; value: boolean }) {
  const t = useTranslations('help.fields');
  return (
    <Td label={label} muted>
      {value ? <Check aria-hidden className="size-4 text-text" /> : <span aria-hidden>{t('dash')}</span>}
      <VisuallyHidden>{t(value ? 'yes' : 'no')}</VisuallyHidden>
    </Td>
  );
}

function Choices({ field }: { field: FieldFacts }) {
  const t = useTranslations('help.fields');
  const { choices, later_choices: later } = field;
  return (
    <details className="mt-0.5">
      <summary className="min-h-target text-accent text-xs">{t('choices', { count: choices.length })}</summary>
      {later.length > 0 && <p className="text-xs">{t('pageChoices')}</p>}
      <p className="mono text-text-muted">{documentedChoices(field).join(', ')}</p>
      {later.length > 0 && (
        <>
          <p className="mt-1 text-xs">{t('laterChoices')}</p>
          <p className="mono text-text-muted">{later.join(', ')}</p>
        </>
      )}
    </details>
  );
}
