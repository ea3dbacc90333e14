'use client';

import { useState } from 'react';
import { useActionResult } from '#components/http/use-reached.ts';
import type { Delivery } from '#lib/core/notification/notification.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Sends a test and holds its result or the refusal. */
export function useTest(test: (input: unknown) => Promise<ActionResult<Delivery>>) {
  const reached = useActionResult();
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
