import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { connectorKey } from '#components/connector/connector-key.ts';
import type { EnterSandbox } from '#components/new-authentication/authentication-actions.ts';
import { SandboxButton } from '#components/new-authentication/sandbox-button.tsx';
import { SANDBOX } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';

/** Offers the sandbox to people without an account. It is an option of the connector, not a connector of its own. */
export function ConnectorSandbox({ type, enterSandbox }: { type: string; enterSandbox: EnterSandbox }) {
  const t = useTranslations('integrations.sandbox');
  const texts = useTranslations('connectors');
  return (
    <section className="flex flex-col gap-4 border-border @max-3xl:border-t @3xl:border-l bg-surface-sunken @3xl:rounded-r-card @max-3xl:rounded-b-card p-6 max-wide:p-4">
      <h3 className="flex items-center gap-2 font-semibold text-base">
        <FlaskConical aria-hidden className="size-4 text-test" />
        {t('title')}
      </h3>
      <p className="text-pretty text-sm text-text-muted">{texts(`${connectorKey(type)}.sandbox`)}</p>
      <Facts labels="wide">
        <Fact label={t('need')}>{t('nothing')}</Fact>
        <Fact label={t('leaves')}>{t('nothing')}</Fact>
      </Facts>
      <div className="mt-auto flex flex-wrap gap-2 pt-2">
        <SandboxButton type={type} enterSandbox={enterSandbox} />
        <ButtonLink variant="quiet" href={SANDBOX}>
          {t('look')}
        </ButtonLink>
      </div>
    </section>
  );
}
