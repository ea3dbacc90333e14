import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';

/**
 * Makes saved values the default values of a form. Unlike `reset`, it keeps what was changed during the save as an
 * unsaved change, even in a field that was saved.
 *
 * @param submitted the values of the form when the save began
 */
export function markStored<Values extends FieldValues, Output extends FieldValues>(
  form: UseFormReturn<Values, unknown, Output>,
  stored: Partial<Values>,
  submitted: Values,
): void {
  for (const [key, value] of Object.entries(stored as FieldValues)) {
    const name = key as FieldPath<Values>;
    const current = form.getValues(name);
    form.resetField(name, { defaultValue: value });
    if (JSON.stringify(current) !== JSON.stringify((submitted as FieldValues)[key]))
      form.setValue(name, current, { shouldDirty: true });
  }
}
