import { useTranslations } from 'next-intl';
import type { Option } from '#components/ui/forms/option.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';

/** The fields of a table by name, each with what it is. */
export function useFieldChoices(fields: readonly FieldSpec[]): readonly Option[] {
  const t = useTranslations('fields');
  return fields.map(({ name }) => ({
    value: name,
    label: name,
    mono: true,
    ...(t.has(name as never) && { detail: t(name as never) }),
  }));
}
