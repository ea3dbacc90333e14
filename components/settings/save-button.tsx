import { useTranslations } from 'next-intl';
import { type FieldValues, type UseFormReturn, useFormState } from 'react-hook-form';
import { Button } from '#components/ui/buttons/button.tsx';

export interface SaveButtonProps<Values extends FieldValues, Output extends FieldValues> {
  form: UseFormReturn<Values, unknown, Output>;
  formId: string;
}

export function SaveButton<Values extends FieldValues, Output extends FieldValues>({
  form,
  formId,
}: SaveButtonProps<Values, Output>) {
  const t = useTranslations('settings');
  const { isSubmitting, isDirty } = useFormState({ control: form.control });
  return (
    <Button variant="primary" type="submit" form={formId} busy={isSubmitting} disabled={!isDirty}>
      {t('save')}
    </Button>
  );
}
