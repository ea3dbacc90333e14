import { useTranslations } from 'next-intl';
import { type FieldValues, type UseFormReturn, useFormState } from 'react-hook-form';
import { LeaveGuard } from '#components/layout/leaving/leave-guard.tsx';
import { Button } from '#components/ui/buttons/button.tsx';

export interface SaveButtonProps<Values extends FieldValues, Output extends FieldValues> {
  form: UseFormReturn<Values, unknown, Output>;
  formId: string;
}

/** Saves a settings page, and warns before the person leaves unsaved changes. */
export function SaveButton<Values extends FieldValues, Output extends FieldValues>({
  form,
  formId,
}: SaveButtonProps<Values, Output>) {
  const t = useTranslations('settings');
  const { isSubmitting, isDirty } = useFormState({ control: form.control });
  return (
    <>
      <LeaveGuard isDirty={isDirty}>{t('leaveText')}</LeaveGuard>
      <Button
        needs="settings.manage"
        variant="primary"
        type="submit"
        form={formId}
        busy={isSubmitting}
        disabled={!isDirty}
      >
        {t('save')}
      </Button>
    </>
  );
}
