'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { workflowAttemptPath } from '#components/paths.ts';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import type { AttemptControls, RetryInput } from './attempt-controls.ts';

/** Kills an attempt, or starts the next one of its session and opens it. */
export function useAttemptControl({ id, number, latest }: AttemptView, controls: AttemptControls) {
  const t = useTranslations('workflow-attempts');
  const queries = useQueryClient();
  const router = useRouter();
  const resultOf = useActionResult();
  const [pendingAction, setPendingAction] = useState<'kill' | RetryInput['mode']>();

  const kill = async () => {
    setPendingAction('kill');
    const result = await resultOf(controls.kill({ workflow_attempt: id }));
    if (result.ok) toast.success(t('kill.done', { number }));
    else toast.error(result.message);
    await queries.invalidateQueries({ queryKey: ['workflow-attempt', id] });
    setPendingAction(undefined);
  };

  const retry = async (input: RetryInput) => {
    setPendingAction(input.mode);
    const result = await resultOf(controls.retry(input));
    setPendingAction(undefined);
    if (!result.ok) return void toast.error(result.message);
    toast.success(t('retry.done', { number: latest.number + 1 }));
    router.push(workflowAttemptPath(result.value.attempt_id));
  };

  return { pendingAction, kill, retry };
}
