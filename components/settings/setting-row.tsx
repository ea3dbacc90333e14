import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Control, type FieldPath, type FieldValues, useFormState } from 'react-hook-form';
import { Field } from '#components/ui/forms/field.tsx';

export interface SettingRowProps<Values extends FieldValues, Output extends FieldValues> {
  name: FieldPath<Values>;
  control: Control<Values, unknown, Output>;
  /** One input control. */
  children: ReactNode;
  note?: ReactNode;
  /** Replaces the setting's own help. */
  help?: ReactNode;
}

/** A setting with its label, help and error. */
export function SettingRow<Values extends FieldValues, Output extends FieldValues>({
  name,
  control,
  children,
  note,
  help,
}: SettingRowProps<Values, Output>) {
  const t = useTranslations();
  const { errors } = useFormState({ control, name });
  const error = errors[name]?.message;
  return (
    <Field
      label={t(`settings.fields.${name}` as never)}
      note={note}
      help={help ?? t(`setting-help.${name}` as never)}
      error={typeof error === 'string' ? error : undefined}
      className="wide:max-w-140"
    >
      {children}
    </Field>
  );
}
