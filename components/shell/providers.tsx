'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { Toaster } from '#components/ui/overlays/toaster.tsx';
import { Queries } from './queries.tsx';

/**
 * The providers of every page: theme, tooltips, toasts, URL state and the cache of requests. The nonce is for their
 * inline scripts.
 */
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
