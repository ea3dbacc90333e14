'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { PasswordInput } from '#components/ui/forms/password-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { changedPassword } from '#lib/core/people/person.ts';
import type { SecurityActions } from './security-actions.ts';
import { SecurityLine, SecurityRow } from './security-row.tsx';

interface PasswordProps {
  /** Null for a person without a password. */
  readonly changedAt: number | null;
  readonly change: SecurityActions['changeOwnPassword'];
}

export function Password({ changedAt, change }: PasswordProps) {
  const t = useTranslations('people.security.password');
  const [isChanging, setChanging] = useState(false);
  return (
    <SecurityRow title={t('title')} note={t('note')}>
      <SecurityLine
        actions={
          changedAt !== null && (
            <Button size="sm" onClick={() => setChanging(true)}>
              {t('change')}
            </Button>
          )
        }
      >
        {changedAt === null ? t('none') : t.rich('changedAt', { date: () => <Time value={changedAt} shape="date" /> })}
      </SecurityLine>
      {isChanging && <PasswordDialog change={change} onClose={() => setChanging(false)} />}
    </SecurityRow>
  );
}

function PasswordDialog({ change, onClose }: Pick<PasswordProps, 'change'> & { onClose: () => void }) {
  const t = useTranslations('people');
  const resultOf = useActionResult();
  const formId = useId();
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(changedPassword),
    defaultValues: { current: '', password: '' },
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit(async (entered) => {
    const result = await resultOf(change(entered));
    if (!result.ok) {
      const field = result.fieldErrors['password'] ? 'password' : 'current';
      return setError(field, { message: result.message }, { shouldFocus: true });
    }
    toast.success(t('security.password.changed'));
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={t('security.password.change')}
      foot={<SaveFoot formId={formId} busy={isSubmitting} onCancel={onClose} label={t('security.password.change')} />}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-5">
        <Field label={t('security.password.current')} required error={errors.current?.message}>
          <PasswordInput autoComplete="current-password" {...register('current')} />
        </Field>
        <Field label={t('security.password.new')} required help={t('passwordHelp')} error={errors.password?.message}>
          <PasswordInput autoComplete="new-password" {...register('password')} />
        </Field>
      </form>
    </Dialog>
  );
}
