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
 * reports when it is done; if it is closed without that, the page checks when it gets the focus again.
 */
export function SsoProof({ provider, beginSsoProof, viewProofMethods, onProof, onRefusal }: SsoProofProps) {
  const t = useTranslations('people.sso.proof');
  const resultOf = useActionResult();
  const [isBusy, setBusy] = useState(false);
  const [begun, setBegun] = useState<{ readonly url: string; readonly isOpen: boolean }>();
  const hasBegun = begun !== undefined;
  useEffect(() => {
    if (!hasBegun) return;
    const stopListening = listenForProof(onProof);
    const look = async () => {
      const ways = await resultOf(viewProofMethods());
      if (ways.ok && ways.value.isProved) onProof();
    };
    const onFocus = () => void look();
    window.addEventListener('focus', onFocus);
    return () => {
      stopListening();
      window.removeEventListener('focus', onFocus);
    };
  }, [hasBegun, onProof, resultOf, viewProofMethods]);
  const open = async () => {
    onRefusal(undefined);
    setBusy(true);
    // Browsers open windows only while they handle the click; it gets its address below.
    const opened = window.open('about:blank', '_blank', WINDOW_FEATURES);
    const result = await resultOf(beginSsoProof());
    setBusy(false);
    if (!result.ok) {
      opened?.close();
      return onRefusal(result.message);
    }
    const { url } = result.value;
    setBegun({ url, isOpen: opened !== null });
    opened?.location.replace(url);
  };
  return (
    <div className="grid gap-3">
      <Button icon={<LogIn aria-hidden />} busy={isBusy} onClick={() => void open()}>
        {t('action', { provider })}
      </Button>
      {begun && (
        <Banner tone="info" live>
          {t('waiting', { provider })}{' '}
          {!begun.isOpen && (
            <a href={begun.url} target="_blank" rel="noreferrer">
              {t('open')}
            </a>
          )}
        </Banner>
      )}
    </div>
  );
}
