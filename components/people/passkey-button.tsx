'use client';

import { Fingerprint } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import type { ActionResult } from '#lib/web/action-result.ts';
import { ElsewhereNote } from './elsewhere-note.tsx';
import { type RequestOptions, requestPasskey } from './passkey-ceremony.ts';
import { useIsAtOrigin } from './use-is-at-origin.ts';

export interface PasskeyButtonProps {
  readonly label: string;
  /** Where passkeys work. */
  readonly origin: string;
  readonly begin: () => Promise<ActionResult<RequestOptions>>;
  /** Gets the response of the browser. */
  readonly onResponse: (response: unknown) => Promise<void>;
  readonly onRefusal: (message: string | undefined) => void;
}

/** A button that asks for a passkey. At an address where passkeys do not work, a note says where they do. */
export function PasskeyButton({ label, origin, begin, onResponse, onRefusal }: PasskeyButtonProps) {
  const t = useTranslations('people.passkey');
  const resultOf = useActionResult();
  const isAtOrigin = useIsAtOrigin(origin);
  const [isBusy, setBusy] = useState(false);
  const requestAndSubmit = async () => {
    onRefusal(undefined);
    setBusy(true);
    const options = await resultOf(begin());
    const response = options.ok ? await requestPasskey(options.value) : undefined;
    if (response !== undefined) await onResponse(response);
    else onRefusal(options.ok ? t('canceled') : options.message);
    setBusy(false);
  };
  if (!isAtOrigin) return <ElsewhereNote origin={origin} />;
  return (
    <Button icon={<Fingerprint aria-hidden />} busy={isBusy} onClick={() => void requestAndSubmit()}>
      {label}
    </Button>
  );
}
