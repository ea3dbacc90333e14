import { useTranslations } from 'next-intl';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import type { Delivery } from '#lib/core/notification/notification.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export interface TestResultProps {
  answer: ActionResult<Delivery> | undefined;
  /** The message key for success. */
  sent: 'mailSent' | 'webhookSent';
}

/** The result of a test, announced to screen readers. */
export function TestResult({ answer, sent }: TestResultProps) {
  const t = useTranslations();
  const told = () => {
    if (!answer?.ok) return answer?.message;
    const { value } = answer;
    return value.ok
      ? t(`settings.test.${sent}`, value.params as never)
      : t(`deliveries.${value.code}` as never, value.params as never);
  };
  const isWell = answer?.ok === true && answer.value.ok;
  return (
    <div role="status" className="empty:hidden">
      {answer && (
        <p className={`flex gap-2 text-sm ${isWell ? 'text-success' : 'text-error'}`}>
          <StatusIcon tone={isWell ? 'success' : 'error'} className="mt-0.5 size-4" />
          <span className="min-w-0 [overflow-wrap:anywhere]">{told()}</span>
        </p>
      )}
    </div>
  );
}
