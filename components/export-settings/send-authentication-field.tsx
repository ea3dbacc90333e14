import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Controller } from 'react-hook-form';
import { ConnectorGlyph } from '#components/connector/connector-glyph.tsx';
import { ConnectorName } from '#components/connector/connector-name.tsx';
import { newAuthenticationPath } from '#components/paths.ts';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { AuthenticationChoice, SendFieldsProps } from './send-form.ts';

/** The authentication to send with. */
export function AuthenticationField({ form, connector, authentications }: SendFieldsProps) {
  const t = useTranslations('exports.send');
  const optionOf = useAuthenticationOption();
  return (
    <Controller
      control={form.control}
      name="authentication"
      render={({ field, fieldState }) => (
        <Field
          label={t('authentication')}
          required
          error={fieldState.error?.message}
          help={
            <AuthenticationHelp
              connector={connector}
              upload={form.getValues('upload')}
              none={authentications.length === 0}
            />
          }
        >
          <Select
            choices={authentications.map(optionOf)}
            value={field.value === null ? null : String(field.value)}
            onValueChange={(id) => field.onChange(Number(id))}
            onBlur={field.onBlur}
            disabled={authentications.length === 0}
          />
        </Field>
      )}
    />
  );
}

interface AuthenticationHelpProps {
  connector: Connector;
  upload: number | undefined;
  none: boolean;
}

function AuthenticationHelp({ connector, upload, none }: AuthenticationHelpProps) {
  const t = useTranslations('exports.send');
  const create = (chunks: ReactNode) => <Link href={newAuthenticationPath(connector.type, upload)}>{chunks}</Link>;
  if (none) return t.rich('noAuthentications', { create });
  return t.rich('authenticationHelp', { create, connector: () => <ConnectorName type={connector.type} /> });
}

function useAuthenticationOption() {
  const t = useTranslations('exports.send');
  return ({ id, name, target, failedAt }: AuthenticationChoice) => ({
    value: String(id),
    label: name,
    detail: [t(target === 'sandbox' ? 'idSandbox' : 'id', { id: String(id) }), failedAt !== null && t('refused')]
      .filter(Boolean)
      .join(', '),
    icon: (
      <Tile size="sm">
        <ConnectorGlyph />
      </Tile>
    ),
  });
}
