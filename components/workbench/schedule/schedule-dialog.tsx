'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { Disclosure } from '#components/ui/surfaces/disclosure.tsx';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { MailFields } from './mail-fields.tsx';
import { PolicyFields } from './policy-fields.tsx';
import { formPathOf, useScheduleForm } from './use-schedule-form.ts';
import { WhenFields } from './when-fields.tsx';

export interface ScheduleDialogProps {
  query: { readonly id: number; readonly name: string; readonly schedule: Schedule | null };
  /** Whether the editor has changes that a run on schedule does not use. */
  hasUnsavedChanges?: boolean;
  onClose: () => void;
  /** Receives the query's ID and its schedule, or null for none. */
  save: (input: unknown) => Promise<ActionResult<unknown>>;
  onSaved: () => void;
}

/** The schedule dialog of a saved query. Mount it only while open, so that it starts with the stored schedule. */
export function ScheduleDialog({ query, hasUnsavedChanges = false, onClose, save, onSaved }: ScheduleDialogProps) {
  const t = useTranslations('schedules');
  const formId = useId();
  const resultOf = useActionResult();
  const form = useScheduleForm(query.schedule);
  const rhythm = useWatch({ control: form.control, name: 'rhythm' });
  const submit = form.handleSubmit(async ({ schedule }) => {
    const result = await resultOf(save({ query: query.id, schedule }));
    if (result.ok) {
      toast.success(t(schedule === null ? 'removed' : 'saved', { name: query.name }));
      onSaved();
      return onClose();
    }
    const [firstError] = Object.entries(result.fieldErrors);
    const [field, message] = firstError ?? [];
    const name = field?.replace(/^schedule\./, '');
    const path = name === undefined ? undefined : formPathOf(name);
    if (path === undefined || form.getValues(path) === undefined) return void toast.error(result.message);
    form.setError(path, { message }, { shouldFocus: true });
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title')}
      description={query.name}
      foot={<SaveFoot formId={formId} busy={form.formState.isSubmitting} onCancel={onClose} label={t('save')} />}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-5">
        {hasUnsavedChanges && (
          <Banner tone="warning" title={t('unsaved')}>
            {t('unsavedText')}
          </Banner>
        )}
        <WhenFields form={form} />
        {rhythm !== 'none' && (
          <>
            <MailFields form={form} />
            <Disclosure label={t('more')}>
              <div className="grid gap-5">
                <PolicyFields form={form} />
              </div>
            </Disclosure>
          </>
        )}
      </form>
    </Dialog>
  );
}
