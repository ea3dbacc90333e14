import { useTranslations } from 'next-intl';
import { useFieldName } from '#components/connector/use-field-name.ts';
import type { Option } from '#components/ui/forms/option.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';

/** The fields as options, with their descriptions. */
export function useFieldChoices(fields: readonly FieldSpec[]): readonly Option[] {
  const t = useTranslations('fields');
  const nameOf = useFieldName();
  return fields.map(({ name }) => ({
    value: name,
    label: nameOf(name),
    code: name,
    ...(t.has(name as never) && { detail: t(name as never) }),
  }));
}
