'use client';

import { useTranslations } from 'next-intl';
import { useForm } from 'react-hook-form';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import { secondFactorInput } from '#lib/core/people/second-factor.ts';
import { TotpInput } from '../totp-input.tsx';
import { QrCode } from './qr-code.tsx';
import type { SecurityActions, TotpSecret } from './security-actions.ts';

interface TotpSetupProps extends TotpSecret {
  readonly confirm: SecurityActions['confirmTotp'];
  readonly onCancel: () => void;
  readonly onDone: (recoveryCodes: readonly string[]) => void;
}

/** Shows the secret to an authenticator app, and takes its first code. */
export function TotpSetup({ secret, address, confirm, onCancel, onDone }: TotpSetupProps) {
  const t = useTranslations('people.security.totp');
  const resultOf = useActionResult();
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(secondFactorInput),
    defaultValues: { code: '' },
  });
  const submit = handleSubmit(async (entered) => {
    const result = await resultOf(() => confirm(entered));
    if (result.ok) onDone(result.value);
    else setError('code', { message: result.message }, { shouldFocus: true });
  });
  return (
    <div className="flex flex-wrap gap-6">
      <QrCode text={address} label={t('qr')} />
      <form noValidate onSubmit={submit} className="grid min-w-0 flex-1 basis-60 content-start gap-4">
        <div className="grid gap-1 text-sm">
          <span className="text-text-muted">{t('noCamera')}</span>
          <span className="flex items-center gap-1">
            <code className="font-mono [overflow-wrap:anywhere]">{secret.match(/.{1,4}/g)?.join(' ')}</code>
            <CopyButton text={secret} label={t('key')} iconOnly />
          </span>
        </div>
        <Field label={t('code')} required error={formState.errors.code?.message}>
          <TotpInput {...register('code')} />
        </Field>
        <div className="flex gap-2">
          <Button variant="primary" type="submit" busy={formState.isSubmitting}>
            {t('turnOn')}
          </Button>
          <Button onClick={onCancel}>{t('cancel')}</Button>
        </div>
      </form>
    </div>
  );
}
