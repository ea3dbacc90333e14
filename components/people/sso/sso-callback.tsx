'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { SECURITY, SIGN_IN } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Spinner } from '#components/ui/feedback/spinner.tsx';
import type { ActionResult } from '#lib/web/action-result.ts';
import { announceProof } from './proof-channel.ts';

type Complete = (input: { readonly parameters: string }) => Promise<ActionResult<{ readonly to: string }>>;

interface SsoCallbackProps {
  readonly provider: string;
  readonly completeSignIn: Complete;
  readonly completeConnect: Complete;
  readonly completeProof: Complete;
}

type Completion = { readonly kind: 'proved' } | { readonly kind: 'refused'; readonly message: string };
type Purpose = 'sign_in' | 'connect' | 'prove';

/** Completes a request that the provider has answered in the parameters of the URL, which are removed at once. */
export function SsoCallback({ provider, completeSignIn, completeConnect, completeProof }: SsoCallbackProps) {
  const t = useTranslations('people.sso.callback');
  const resultOf = useActionResult();
  const hasBegun = useRef(false);
  const [purpose, setPurpose] = useState<Purpose>();
  const [completion, setCompletion] = useState<Completion>();
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    const { search, pathname } = window.location;
    const requestedPurpose = purposeOf(search);
    setPurpose(requestedPurpose);
    const actions = { sign_in: completeSignIn, connect: completeConnect, prove: completeProof };
    const complete = async () => {
      // Let the other effects of this render run. The router follows changes of the URL only from then on, and would
      // restore parameters that were removed earlier.
      await Promise.resolve();
      window.history.replaceState(null, '', pathname);
      const result = await resultOf(actions[requestedPurpose]({ parameters: search }));
      if (!result.ok) return setCompletion({ kind: 'refused', message: result.message });
      // A full load, because the router has cached pages from before the sign-in.
      if (requestedPurpose !== 'prove') return window.location.replace(result.value.to);
      setCompletion({ kind: 'proved' });
      announceProof();
      window.close();
    };
    void complete();
  }, [completeSignIn, completeConnect, completeProof, resultOf]);
  if (completion === undefined)
    return (
      <p role="status" className="flex items-center gap-3 text-sm text-text-muted">
        <Spinner /> {t('waiting', { provider })}
      </p>
    );
  if (completion.kind === 'proved')
    return (
      <Banner tone="success" live title={t('proved')}>
        {t('close')}
      </Banner>
    );
  return (
    <>
      <Banner tone="error" live>
        {completion.message} {purpose === 'prove' && t('closeAndRetry')}
      </Banner>
      {purpose === 'sign_in' && <ButtonLink href={SIGN_IN}>{t('toSignIn')}</ButtonLink>}
      {purpose === 'connect' && <ButtonLink href={SECURITY}>{t('toSecurity')}</ButtonLink>}
    </>
  );
}

/** The state parameter begins with the purpose of the request; the server verifies all of it. */
function purposeOf(search: string): Purpose {
  const [purpose] = (new URLSearchParams(search).get('state') ?? '').split('.');
  return purpose === 'connect' || purpose === 'prove' ? purpose : 'sign_in';
}
