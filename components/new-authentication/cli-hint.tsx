import { SquareTerminal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { connectorKey } from '#components/connector/connector-key.ts';
import { Card } from '#components/ui/surfaces/card.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';

/** Shows how a script refers to an authentication without its token. */
export function CliHint({ authentication: { id, connector } }: { authentication: Authentication }) {
  const t = useTranslations('authentications.hint');
  const parameters = useTranslations('connectors')(`${connectorKey(connector)}.exampleParameters`);
  const command = `pintd export FILE.csv --result '{"type":"${connector}","td_authentication_id":${id},${parameters}}'`;
  return (
    <Card well className="mt-4 flex max-w-200 items-start gap-3 px-4 py-3 text-sm">
      <SquareTerminal aria-hidden className="mt-0.5 size-4 flex-none" />
      <div className="min-w-0 flex-1 text-text-muted">
        <p>{t('text')}</p>
        <p className="mono [overflow-wrap:anywhere]">{command}</p>
      </div>
      <CopyButton text={command} label={t('what')} iconOnly />
    </Card>
  );
}
