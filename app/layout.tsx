import '@fontsource-variable/figtree/wght.css';
import './globals.css';
import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AccessProvider } from '#components/access/access-provider.tsx';
import { SkipLink } from '#components/layout/focus/skip-link.tsx';
import { Notices } from '#components/notices/notices.tsx';
import { authenticationStartPath } from '#components/paths.ts';
import { ProofProvider } from '#components/people/proof/proof-provider.tsx';
import { BrowserMessages } from '#components/shell/browser-messages.tsx';
import { BrowserTimeZoneCookie } from '#components/shell/browser-time-zone-cookie.tsx';
import { Providers } from '#components/shell/providers.tsx';
import { MainNavigation } from '#components/shell/rail/main-navigation.tsx';
import { requestNonce } from '#components/shell/request-nonce.ts';
import { SessionEnded } from '#components/shell/session-ended.tsx';
import { ShellDialogs } from '#components/shell/shell-dialogs.tsx';
import { connectors } from '#lib/connectors/registry.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { isAnonymous } from '#lib/web/visitor.ts';
import {
  beginPasskeyProof,
  beginSsoProof,
  prove,
  provePasskey,
  requireProof,
  viewProofMethods,
} from './proof-actions.ts';

const proofActions = { viewProofMethods, requireProof, prove, beginPasskeyProof, provePasskey, beginSsoProof };

export async function generateMetadata(): Promise<Metadata> {
  const product = (await getTranslations('shell'))('product');
  return { title: { default: product, template: `%s · ${product}` }, referrer: 'same-origin' };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = await requestNonce();
  const visitor = await requestVisitor();
  const isAnonymousVisitor = isAnonymous(visitor);
  // Hydration warnings are suppressed because the theme's script sets the class of <html> before hydration.
  return (
    <html lang={await getLocale()} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider messages={null}>
          <BrowserMessages>
            <Providers nonce={nonce}>
              <ProofProvider actions={proofActions} hasSession={visitor.session !== null}>
                <AccessProvider role={visitor.actor.role}>
                  <ShellDialogs newAuthenticationHref={authenticationStartPath(connectors.map(({ type }) => type))}>
                    <SkipLink />
                    <BrowserTimeZoneCookie />
                    {!isAnonymousVisitor && <Notices />}
                    {!isAnonymousVisitor && <SessionEnded />}
                    <div className="flex wide:h-dvh min-h-dvh max-wide:flex-col">
                      {!isAnonymousVisitor && <MainNavigation hasSession={visitor.session !== null} />}
                      {children}
                    </div>
                  </ShellDialogs>
                </AccessProvider>
              </ProofProvider>
            </Providers>
          </BrowserMessages>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
