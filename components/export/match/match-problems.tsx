import { useTranslations } from 'next-intl';
import { FieldName } from '#components/connector/field-name.tsx';
import { useFieldText } from '#components/connector/use-field-name.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { MAIN_ID } from '#components/layout/skip-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { useIdentifierText } from '#components/upload/identifier-text.ts';
import { hasIdentifier } from '#lib/core/matching/mapping.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { ConstantField } from './constant-field.tsx';
import type { ColumnSample } from './match-column.ts';

/** Problems that prevent sending, each with its fix, and the column that just lost its field. */
export function MatchProblems({
  connector,
  plan,
  released,
  assign,
  assignConstant,
  samples,
}: ExportMapping & { samples: readonly ColumnSample[] }) {
  const t = useTranslations('exports.match');
  const identifierText = useIdentifierText();
  const fieldText = useFieldText();
  const free = samples.filter(({ column }) => plan.ignored.includes(column));
  return (
    <>
      {plan.missing.map((field) => (
        <MissingField
          key={field.name}
          field={field}
          // The column with unique values is often mapped to an optional field already.
          columns={field.unique ? samples : free}
          onPick={(column) => {
            assign(column, field.name);
            focusMain();
          }}
          onEnter={(value) => {
            assignConstant(field.name, value);
            focusMain();
          }}
        />
      ))}
      {!hasIdentifier(connector.identifierSets, plan) && (
        <Banner tone="error" title={t('noIdentifier')}>
          <p>{t('noIdentifierHelp', { sets: identifierText(connector.identifierSets) })}</p>
        </Banner>
      )}
      {released && (
        <Banner tone="info" live>
          {t('released', { field: fieldText(released.name), column: released.column, other: released.other })}
        </Banner>
      )}
    </>
  );
}

/** Moves focus to the main area, because the focused control disappears with the problem. */
function focusMain(): void {
  requestAnimationFrame(() => document.getElementById(MAIN_ID)?.focus());
}

interface MissingFieldProps {
  field: FieldSpec;
  columns: readonly ColumnSample[];
  onPick: (column: string) => void;
  onEnter: (value: string) => void;
}

function MissingField({ field, columns, onPick, onEnter }: MissingFieldProps) {
  const t = useTranslations('exports.match');
  const help = useTranslations('fields');
  const fieldText = useFieldText();
  const text = help.has(field.name as never) ? help(field.name as never) : '';
  const pick = (
    <Select
      controlSize="sm"
      className="wide:w-44"
      label={t('pickFor', { field: fieldText(field.name) })}
      placeholder={t('pick')}
      choices={columns.map(({ column }) => ({ value: column, label: column, mono: true }))}
      value={null}
      onValueChange={onPick}
    />
  );
  return (
    <Banner tone="error" title={t.rich('missing', { field: () => <FieldName code={field.name} /> })}>
      <p className="text-xs">{t(field.unique ? 'missingUniqueHelp' : 'missingHelp', { help: text })}</p>
      <div className="mt-2.5 flex flex-wrap items-start gap-x-4 gap-y-2 text-text">
        {!field.unique && <ConstantField field={field} onEnter={onEnter} />}
        {columns.length > 0 && pick}
      </div>
    </Banner>
  );
}
