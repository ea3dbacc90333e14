import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFieldName } from '#components/connector/use-field-name.ts';
import type { Option, OptionGroup } from '#components/ui/forms/option.ts';
import { selectableNames } from '#lib/core/matching/mapping.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { columnName, type Plan, type PlannedColumn } from '#lib/core/record/plan.ts';
import english from '#lib/messages/en/field-names.json' with { type: 'json' };
import japanese from '#lib/messages/ja/field-names.json' with { type: 'json' };
import { useGroupName } from './use-group-name.ts';

/** The option for no field: the column is not sent. */
export const NO_FIELD = '';

/** The fields that a column can be mapped to, by group. The same for all columns, except for a column's own field. */
export function useMatchChoices(fields: readonly FieldSpec[], plan: Plan): readonly OptionGroup[] {
  const t = useTranslations('exports.match');
  const groupName = useGroupName();
  const nameOf = useFieldName();
  // biome-ignore lint/correctness/useExhaustiveDependencies: translations change only with the page
  return useMemo(() => {
    const sourceText = ({ column, constant }: PlannedColumn) =>
      constant === undefined ? t('from', { column }) : t('constantSource', { value: constant });
    const optionsOf = (field: FieldSpec): Option[] =>
      selectableNames(field, plan.columns).map((name) => {
        const source = plan.columns.find((column) => column.field === field && field.shape === 'single');
        const detail = source ? sourceText(source) : groupName(field.group);
        return { ...fieldOption(field, name, nameOf), detail };
      });
    const groups = Map.groupBy(fields, ({ group }) => group);
    const byGroup = [...groups].map(([group, members]) => ({
      label: groupName(group),
      options: members.flatMap(optionsOf),
    }));
    return [{ label: '', options: [{ value: NO_FIELD, label: t('notSent') }] }, ...byGroup];
  }, [fields, plan]);
}

/** The fields without a column and without a constant, which can be set to a constant. */
export function useConstantChoices(fields: readonly FieldSpec[], plan: Plan): readonly OptionGroup[] {
  const groupName = useGroupName();
  const nameOf = useFieldName();
  const mapped = new Set(plan.columns.map(({ field }) => field));
  const free = fields.filter((field) => !mapped.has(field));
  return [...Map.groupBy(free, ({ group }) => group)].map(([group, members]) => ({
    label: groupName(group),
    options: members.map((field) => fieldOption(field, field.name, nameOf)),
  }));
}

/**
 * For a column that is only joined to another one, relabels the option for no field: the column is sent although it has
 * no field of its own.
 */
export function choicesOfJoined(choices: readonly OptionGroup[], label: string): readonly OptionGroup[] {
  return choices.map((group) => ({
    ...group,
    options: group.options.map((option) => (option.value === NO_FIELD ? { ...option, label } : option)),
  }));
}

/** Adds the column's own field, because the shared choices leave out numbered names in use, such as `em_1`. */
export function choicesWith(
  choices: readonly OptionGroup[],
  planned: PlannedColumn | undefined,
  groupName: (group: string) => string,
  nameOf: (code: string) => string,
): readonly OptionGroup[] {
  if (!planned) return choices;
  const name = columnName(planned.field, planned.suffix);
  const label = groupName(planned.field.group);
  const own: Option = { ...fieldOption(planned.field, name, nameOf), detail: label };
  return choices.map((choice) => (choice.label === label ? { label, options: withOwn(choice.options, own) } : choice));
}

/** A field is found by its names in both languages and by the names that files use for it. */
function keywordsOf({ name, aliases = [] }: FieldSpec): string {
  const names = [english, japanese].map((all) => (all as Readonly<Record<string, string>>)[name] ?? '');
  return [...names, ...aliases.map((alias) => alias.replaceAll('_', ' '))].join(' ');
}

/** A field as an option under `code`, its name or a numbered name. */
function fieldOption(field: FieldSpec, code: string, nameOf: (code: string) => string): Option {
  const name = nameOf(code);
  const text = name === '' ? { label: code, mono: true } : { label: name, code };
  return { value: code, ...text, starred: field.isRequired, hashed: field.isHashed, keywords: keywordsOf(field) };
}

function withOwn(options: readonly Option[], own: Option): readonly Option[] {
  const isOffered = options.some(({ value }) => value === own.value);
  return isOffered ? options.map((option) => (option.value === own.value ? own : option)) : [own, ...options];
}
