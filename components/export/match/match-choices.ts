import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Option, OptionGroup } from '#components/ui/forms/option.ts';
import { namesOnOffer } from '#lib/core/matching/mapping.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { columnName, type Plan, type PlannedColumn } from '#lib/core/record/plan.ts';
import { useGroupName } from './field-group.ts';

/** Stands for no field: the column is left out. */
export const NOT_SENT = '';

/** The fields a column may feed, by group; the same for all columns but for what a column feeds already. */
export function useFieldChoices(fields: readonly FieldSpec[], plan: Plan): readonly OptionGroup[] {
  const t = useTranslations('exports.match');
  const groupName = useGroupName();
  // biome-ignore lint/correctness/useExhaustiveDependencies: texts change with the page alone
  return useMemo(() => {
    const sourceText = ({ column, constant }: PlannedColumn) =>
      constant === undefined ? t('from', { column }) : t('constantSource', { value: constant });
    const optionsOf = (field: FieldSpec): Option[] =>
      namesOnOffer(field, plan.columns).map((name) => {
        const source = plan.columns.find((column) => column.field === field && field.shape === 'single');
        const detail = source ? sourceText(source) : groupName(field.group);
        return { value: name, label: name, mono: true, starred: field.required, detail };
      });
    const groups = Map.groupBy(fields, ({ group }) => group);
    const byGroup = [...groups].map(([group, members]) => ({
      label: groupName(group),
      options: members.flatMap(optionsOf),
    }));
    return [{ label: '', options: [{ value: NOT_SENT, label: t('notSent') }] }, ...byGroup];
  }, [fields, plan]);
}

/** The fields that nothing feeds: one value may stand for each in every record. */
export function useConstantChoices(fields: readonly FieldSpec[], plan: Plan): readonly OptionGroup[] {
  const groupName = useGroupName();
  const fed = new Set(plan.columns.map(({ field }) => field));
  const free = fields.filter((field) => !fed.has(field));
  return [...Map.groupBy(free, ({ group }) => group)].map(([group, members]) => ({
    label: groupName(group),
    options: members.map(({ name, required }) => ({ value: name, label: name, mono: true, starred: required })),
  }));
}

/** The same with what this column feeds: the name of a list is not on offer to others. */
export function choicesWith(
  choices: readonly OptionGroup[],
  planned: PlannedColumn | undefined,
  groupName: (group: string) => string,
): readonly OptionGroup[] {
  if (!planned) return choices;
  const name = columnName(planned.field, planned.suffix);
  const { group, required } = planned.field;
  const label = groupName(group);
  const own: Option = { value: name, label: name, mono: true, starred: required, detail: label };
  return choices.map((choice) => (choice.label === label ? { label, options: withOwn(choice.options, own) } : choice));
}

function withOwn(options: readonly Option[], own: Option): readonly Option[] {
  const known = options.some(({ value }) => value === own.value);
  return known ? options.map((option) => (option.value === own.value ? own : option)) : [own, ...options];
}
