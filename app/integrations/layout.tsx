import type { ReactNode } from 'react';
import { IntegrationsSide } from '#components/shell/integrations-side.tsx';
import { webRuntime } from '#lib/web/runtime.ts';

export default async function IntegrationsLayout({ children }: { children: ReactNode }) {
  const { authentications } = await webRuntime();
  return (
    <>
      <IntegrationsSide authentications={authentications.list().length} />
      {children}
    </>
  );
}
