import { useTranslations } from 'next-intl';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { MAIN_ID } from '#components/layout/skip-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { useIdentifierText } from '#components/upload/identifier-text.ts';
import { hasIdentifier } from '#lib/core/matching/mapping.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { ConstantField } from './constant-field.tsx';
import type { ColumnSample } from './match-column.ts';

/** What keeps the file from being sent, each with its way out, and what the last choice took from another column. */
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
  const free = samples.filter(({ column }) => plan.ignored.includes(column));
  return (
    <>
      {plan.missing.map((field) => (
        <MissingField
          key={field.name}
          field={field}
          // What tells orders apart is mostly taken already, by a field that could do without.
          columns={field.unique ? samples : free}
          onPick={(column) => {
            assign(column, field.name);
            keepFocus();
          }}
          onEnter={(value) => {
            assignConstant(field.name, value);
            keepFocus();
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
          {t('released', { field: released.name, column: released.column, other: released.other })}
        </Banner>
      )}
    </>
  );
}

/** The problem goes with its control, and focus must not go with them. */
function keepFocus(): void {
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
  const text = help.has(field.name as never) ? help(field.name as never) : '';
  const pick = (
    <Select
      controlSize="sm"
      className="wide:w-44"
      label={t('pickFor', { field: field.name })}
      placeholder={t('pick')}
      choices={columns.map(({ column }) => ({ value: column, label: column, mono: true }))}
      value={null}
      onValueChange={onPick}
    />
  );
  return (
    <Banner tone="error" title={t.rich('missing', { field: () => <code>{field.name}</code> })}>
      <p className="text-xs">{t(field.unique ? 'missingUniqueHelp' : 'missingHelp', { help: text })}</p>
      <div className="mt-2.5 flex flex-wrap items-start gap-x-4 gap-y-2 text-text">
        {!field.unique && <ConstantField field={field} onEnter={onEnter} />}
        {columns.length > 0 && pick}
      </div>
    </Banner>
  );
}
