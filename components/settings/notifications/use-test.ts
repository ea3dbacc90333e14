'use client';

import { useState } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { SendResult } from '#lib/core/notification/notification.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Sends a test notification, and keeps its result or why it was refused. */
export function useTest(test: (input: unknown) => Promise<ActionResult<SendResult>>) {
  const resultOf = useActionResult();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<ActionResult<SendResult>>();
  const run = async (input: unknown) => {
    setBusy(true);
    setResult(undefined);
    setResult(await resultOf(test(input)));
    setBusy(false);
  };
  return { busy, run, result };
}
