import type { ReactNode } from 'react';
import IntegrationsLayout from '../integrations/layout.tsx';

/** The sandbox belongs to its authentications. */
export default function SandboxLayout({ children }: { children: ReactNode }) {
  return <IntegrationsLayout>{children}</IntegrationsLayout>;
}
