import type { ReactNode } from 'react';
import { IntegrationsSide } from '#components/shell/integrations-side.tsx';
import { countAuthentications } from '#lib/commands/console/authentications.ts';
import { load } from '#lib/web/run-command.ts';

export default async function IntegrationsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <IntegrationsSide authenticationCount={await load(countAuthentications, {})} />
      {children}
    </>
  );
}
