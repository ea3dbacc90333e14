import { useTranslations } from 'next-intl';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import type { TestResult } from '../authentication-actions.ts';

/** Result codes whose text may be shown at a field instead. */
const CODES_SHOWN_AT_FIELD: ReadonlySet<string> = new Set(['connection_unauthorized', 'connection_forbidden']);

export interface ConnectionResultProps {
  result: TestResult;
  isReasonAtField: boolean;
}

/** The result of a test, with the request ID for the service's support. */
export function ConnectionResult({ result, isReasonAtField }: ConnectionResultProps) {
  const t = useTranslations('authentications.result');
  const texts = useTranslations('connection');
  const { ok, code, params } = result;
  const request = String(params['request'] ?? '');
  const text =
    isReasonAtField && CODES_SHOWN_AT_FIELD.has(code)
      ? t('rejected', params as never)
      : texts(code as never, params as never);
  return (
    <div className={`flex gap-2 text-xs ${ok ? 'text-success' : 'text-text'}`}>
      <StatusIcon tone={ok ? 'success' : 'error'} className={`mt-0.5 size-4 ${ok ? '' : 'text-error'}`} />
      <p className="min-w-0 [overflow-wrap:anywhere]">
        {text}
        {!ok && request !== '' && (
          <>
            {' '}
            {t('request')} <span className="mono">{request}</span>
            <CopyButton text={request} label={t('request')} iconOnly />
          </>
        )}
      </p>
    </div>
  );
}
