import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';

/**
 * Makes values that were saved the stored ones of a form. Not by `reset`: what was changed during the save stays as an
 * unsaved change, also in a field that was saved.
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
    const typed = form.getValues(name);
    form.resetField(name, { defaultValue: value });
    if (JSON.stringify(typed) !== JSON.stringify((submitted as FieldValues)[key]))
      form.setValue(name, typed, { shouldDirty: true });
  }
}
