'use client';

import { useState } from 'react';
import { useReached } from '#components/http/use-reached.ts';
import type { Delivery } from '#lib/core/notification/notification.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Sends a test and keeps what came of it: how it went, or what kept it from being made. */
export function useTest(test: (input: unknown) => Promise<ActionResult<Delivery>>) {
  const reached = useReached();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<ActionResult<Delivery>>();
  const run = async (input: unknown) => {
    setBusy(true);
    setAnswer(undefined);
    setAnswer(await reached(test(input)));
    setBusy(false);
  };
  return { busy, run, answer };
}
