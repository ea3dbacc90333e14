import { useFormatter, useTranslations } from 'next-intl';
import { FieldName } from '#components/connector/field-name.tsx';
import { useFieldText } from '#components/connector/use-field-name.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { focusMain } from '#components/layout/focus/focus-main.ts';
import { Select } from '#components/ui/forms/select.tsx';
import { HashedMark } from '#components/ui/text/hashed-mark.tsx';
import { hasIdentifier } from '#lib/core/matching/mapping.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { targetsOf } from '#lib/core/record/field-target.ts';
import type { PlannedColumn } from '#lib/core/record/plan.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { ConstantField } from '../constants/constant-field.tsx';
import { sourceColumns } from '../source-columns.ts';
import { RequirementLine } from './requirement-line.tsx';

export interface RequiredFieldsProps extends ExportMapping {
  /** Fields that are required together. */
  names: readonly string[];
  /** Whether the review needs all of them; if not, they are one of several sets, of which one is enough. */
  isNeeded: boolean;
  samples: readonly ColumnSample[];
}

/** Fields with the columns mapped to them; a needed field without a source can be given one here. */
export function RequiredFields({ names, isNeeded, samples, ...matching }: RequiredFieldsProps) {
  const t = useTranslations('exports.match');
  const format = useFormatter();
  const { connector, plan } = matching;
  const fieldOf = (name: string) => connector.fields.find((field) => field.name === name);
  const sourcesOf = (name: string) => plan.columns.filter(({ field }) => field.name === name).map(sourceText);
  const sourceText = (planned: PlannedColumn) =>
    planned.constant === undefined
      ? sourceColumns(planned, plan).join(' + ')
      : t('constantSource', { value: planned.constant });
  const isMapped = names.every((name) => sourcesOf(name).length > 0);
  const isOptional = !isNeeded && hasIdentifier(connector.identifierSets, plan);
  return (
    <RequirementLine state={isMapped ? 'done' : 'missing'} isOptional={isOptional}>
      <div className="grid grid-cols-1 gap-1.5">
        {names.map((name) => (
          <div key={name} className="grid grid-cols-1 gap-1">
            <span>
              <FieldName code={name} />
              {fieldOf(name)?.isHashed && <HashedMark />}
            </span>
            <span className="block text-text-muted text-xs [overflow-wrap:anywhere]">
              {format.list(sourcesOf(name), LIST_FORMAT) || t('noColumn')}
            </span>
            {isNeeded && sourcesOf(name).length === 0 && (
              <MissingField field={fieldOf(name)} samples={samples} {...matching} />
            )}
          </div>
        ))}
      </div>
    </RequirementLine>
  );
}

interface MissingFieldProps extends ExportMapping {
  field: FieldSpec | undefined;
  samples: readonly ColumnSample[];
}

/** Offers columns and, for a field that may be the same in every record, one value. */
function MissingField({ field, samples, plan, mapping, assign, assignConstant }: MissingFieldProps) {
  const t = useTranslations('exports.match');
  const help = useTranslations('fields');
  const fieldText = useFieldText();
  if (!field) return null;
  // A field with unique values can also come from a column that already feeds another field: often it is the only
  // column with unique values.
  const columns = samples.filter(({ column }) => field.isUnique || plan.ignored.includes(column));
  const pick = (column: string) => {
    assign(column, field.name, targetsOf(mapping[column]).length);
    focusMain();
  };
  const enter = (value: string) => {
    assignConstant(field.name, value);
    focusMain();
  };
  return (
    <>
      {help.has(field.name as never) && <p className="text-text-muted text-xs">{help(field.name as never)}</p>}
      {columns.length > 0 && (
        <Select
          controlSize="sm"
          className="w-full"
          label={t('pickFor', { field: fieldText(field.name) })}
          placeholder={t('pick')}
          choices={columns.map(({ column }) => ({ value: column, label: column, mono: true }))}
          value={null}
          onValueChange={pick}
        />
      )}
      {!field.isUnique && <ConstantField field={field} onEnter={enter} />}
    </>
  );
}
