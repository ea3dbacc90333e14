'use client';

import { LogIn } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import type { ActionResult } from '#lib/web/action-result.ts';
import { ElsewhereNote } from '../elsewhere-note.tsx';
import { useIsAtOrigin } from '../use-is-at-origin.ts';
import { useProviderPage } from './use-provider-page.ts';

/** How an identity provider signs people in. */
export interface SsoProvider {
  /** The provider's name. */
  readonly name: string;
  /** The origin of the console to which the provider redirects back. */
  readonly origin: string;
  /** Returns the address of the provider's page. */
  readonly begin: (input: Readonly<Record<string, unknown>>) => Promise<ActionResult<{ readonly url: string }>>;
}

interface SsoSignInProps extends SsoProvider {
  readonly pathAfter: string;
  readonly onRefusal: (message: string | undefined) => void;
}

/** Opens the provider's page. At an origin other than `origin`, shows a note with a link to this page there. */
export function SsoSignIn({ name, origin, begin, pathAfter, onRefusal }: SsoSignInProps) {
  const t = useTranslations('people.sso');
  const isAtOrigin = useIsAtOrigin(origin);
  const { isBusy, openProvider } = useProviderPage(() => {
    onRefusal(undefined);
    return begin({ to: pathAfter });
  }, onRefusal);
  if (!isAtOrigin) return <ElsewhereNote origin={origin} provider={name} />;
  return (
    <Button icon={<LogIn aria-hidden />} busy={isBusy} onClick={openProvider}>
      {t('signIn', { provider: name })}
    </Button>
  );
}
