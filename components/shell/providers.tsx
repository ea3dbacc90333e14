'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { Toaster } from '#components/ui/overlays/toaster.tsx';
import { Queries } from './queries.tsx';

/** What every page stands in: theme, tooltips, toasts, state in the address, what the server is asked again; the nonce for the few inline scripts they need. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce && { nonce })}
    >
      <CSPProvider nonce={nonce} disableStyleElements>
        <NuqsAdapter>
          <Queries>
            <Tooltip.Provider delay={400}>{children}</Tooltip.Provider>
          </Queries>
        </NuqsAdapter>
        <Toaster />
      </CSPProvider>
    </ThemeProvider>
  );
}
