import type { ReactNode } from 'react';
import IntegrationsLayout from '../integrations/layout.tsx';

/** The sandbox belongs to the Integrations section. */
export default function SandboxLayout({ children }: { children: ReactNode }) {
  return <IntegrationsLayout>{children}</IntegrationsLayout>;
}
