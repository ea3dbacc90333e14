import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Controller } from 'react-hook-form';
import { ConnectorGlyph } from '#components/connector/connector-glyph.tsx';
import { ConnectorName } from '#components/connector/connector-name.tsx';
import { newAuthenticationPath } from '#components/paths.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import type { Connector } from '#lib/core/connector/connector.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { AuthenticationChoice, SendFieldsProps } from './send-form.ts';

export interface AuthenticationFieldProps extends SendFieldsProps {
  /** Creates an authentication here instead of on its own page. */
  onCreate?: () => void;
}

/** The authentication to send with. */
export function AuthenticationField({ form, connector, authentications, onCreate }: AuthenticationFieldProps) {
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
              hasNoAuthentications={authentications.length === 0}
              onCreate={onCreate}
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
  hasNoAuthentications: boolean;
  onCreate: (() => void) | undefined;
}

function AuthenticationHelp({ connector, upload, hasNoAuthentications, onCreate }: AuthenticationHelpProps) {
  const t = useTranslations('exports.send');
  const create = (chunks: ReactNode) =>
    onCreate ? (
      <LinkButton needs="authentications.manage" className="min-h-0! link-underline" onClick={onCreate}>
        {chunks}
      </LinkButton>
    ) : (
      <Link href={newAuthenticationPath(connector.type, upload)}>{chunks}</Link>
    );
  if (hasNoAuthentications) return t.rich('noAuthentications', { create });
  return t.rich('authenticationHelp', { create, connector: () => <ConnectorName type={connector.type} /> });
}

function useAuthenticationOption() {
  const t = useTranslations('exports.send');
  const format = useFormatter();
  const detailOf = ({ id, target, failedAt }: AuthenticationChoice) => {
    const idText = t(target === 'sandbox' ? 'idSandbox' : 'id', { id: String(id) });
    return failedAt === null ? idText : format.list([idText, t('tokenRefused')], LIST_FORMAT);
  };
  return (choice: AuthenticationChoice) => ({
    value: String(choice.id),
    label: choice.name,
    detail: detailOf(choice),
    icon: (
      <Tile size="sm">
        <ConnectorGlyph />
      </Tile>
    ),
  });
}
