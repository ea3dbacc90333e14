import { useTranslations } from 'next-intl';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import type { SendResult } from '#lib/core/notification/notification.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export interface TestResultProps {
  result: ActionResult<SendResult> | undefined;
  /** The message key for success. */
  successKey: 'mailSent' | 'webhookSent';
}

/** The result of a test, announced to screen readers. */
export function TestResult({ result, successKey }: TestResultProps) {
  const t = useTranslations();
  const textOfResult = () => {
    if (!result?.ok) return result?.message;
    const { value } = result;
    return value.ok
      ? t(`settings.test.${successKey}`, value.params as never)
      : t(`send-problems.${value.code}` as never, value.params as never);
  };
  const isSuccess = result?.ok === true && result.value.ok;
  return (
    <div role="status" className="empty:hidden">
      {result && (
        <p className={`flex gap-2 text-sm ${isSuccess ? 'text-success' : 'text-error'}`}>
          <StatusIcon tone={isSuccess ? 'success' : 'error'} className="mt-0.5 size-4" />
          <span className="min-w-0 [overflow-wrap:anywhere]">{textOfResult()}</span>
        </p>
      )}
    </div>
  );
}
