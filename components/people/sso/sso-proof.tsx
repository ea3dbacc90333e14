'use client';

import { LogIn } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { ProofActions } from '../proof/proof-actions.ts';
import { listenForProof } from './proof-channel.ts';

interface SsoProofProps extends Pick<ProofActions, 'beginSsoProof' | 'viewProofMethods'> {
  readonly provider: string;
  readonly onProof: () => void;
  readonly onRefusal: (message: string | undefined) => void;
}

const WINDOW_FEATURES = 'popup,width=520,height=720';

/**
 * Asks the provider for a fresh proof in a separate window, so that this page keeps what was entered. The window
 * reports when it is done; if it does not, the page checks when it gets the focus again.
 */
export function SsoProof({ provider, beginSsoProof, viewProofMethods, onProof, onRefusal }: SsoProofProps) {
  const t = useTranslations('people.sso.proof');
  const resultOf = useActionResult();
  const [isBusy, setBusy] = useState(false);
  const [pending, setPending] = useState<{ readonly url: string; readonly isOpen: boolean }>();
  const isPending = pending !== undefined;
  useEffect(() => {
    if (!isPending) return;
    const stopListening = listenForProof(onProof);
    const checkProof = async () => {
      const methods = await resultOf(viewProofMethods());
      if (methods.ok && methods.value.isProved) onProof();
    };
    const onFocus = () => void checkProof();
    window.addEventListener('focus', onFocus);
    return () => {
      stopListening();
      window.removeEventListener('focus', onFocus);
    };
  }, [isPending, onProof, resultOf, viewProofMethods]);
  const open = async () => {
    onRefusal(undefined);
    // The link of an earlier attempt would be refused.
    setPending(undefined);
    setBusy(true);
    // Browsers open windows only while they handle the click, so this one opens blank and is redirected below.
    const popup = window.open('about:blank', '_blank', WINDOW_FEATURES);
    const result = await resultOf(beginSsoProof());
    setBusy(false);
    if (!result.ok) {
      popup?.close();
      return onRefusal(result.message);
    }
    const { url } = result.value;
    setPending({ url, isOpen: popup !== null });
    popup?.location.replace(url);
  };
  return (
    <div className="grid gap-3">
      <Button icon={<LogIn aria-hidden />} busy={isBusy} onClick={() => void open()}>
        {t('action', { provider })}
      </Button>
      {pending && (
        <Banner tone="info" live>
          {t('waiting', { provider })}{' '}
          {!pending.isOpen && (
            <a href={pending.url} target="_blank" rel="noreferrer">
              {t('open')}
            </a>
          )}
        </Banner>
      )}
    </div>
  );
}
