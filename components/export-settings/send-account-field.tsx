import { useTranslations } from 'next-intl';
import { useFormState, useWatch } from 'react-hook-form';
import { connectorKey } from '#components/connector/connector-key.ts';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { SendForm } from './send-form.ts';

const NAME = 'parameters.ad_account_id';

export interface AccountFieldProps {
  form: SendForm;
  connector: Connector;
  /** The account of the last job with the chosen authentication. */
  lastAccount?: string | null | undefined;
}

/** The ad account. A pasted URL is replaced by the account ID that the connector finds in it. */
export function AccountField({ form, connector, lastAccount = null }: AccountFieldProps) {
  const t = useTranslations('exports.send');
  const help = useTranslations('connectors');
  const { errors } = useFormState({ control: form.control, name: NAME });
  const isLastAccount = useWatch({ control: form.control, name: NAME }) === lastAccount;
  const onChange = ({ target }: { target: { value: string } }) => {
    if (!target.value.includes('/')) return;
    const parsed = connector.parameters.safeParse({ ad_account_id: target.value });
    if (parsed.success) form.setValue(NAME, connector.accountOf(parsed.data), { shouldValidate: true });
  };
  return (
    <Field
      label={t('account')}
      required
      error={errors.parameters?.ad_account_id?.message}
      help={
        isLastAccount
          ? t('accountKept')
          : help.rich(`${connectorKey(connector.type)}.accountWhere`, { code: (chunks) => <code>{chunks}</code> })
      }
    >
      <TextInput
        {...form.register(NAME, { onChange })}
        tabularDigits
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
      />
    </Field>
  );
}
