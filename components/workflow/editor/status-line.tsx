import { useTranslations } from 'next-intl';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { useKeysText } from '#components/ui/hooks/use-keys-text.ts';
import type { CodePosition } from './code/code-editor.tsx';
import type { DraftCheck } from './state/use-findings.ts';

/** The cursor, the number of findings, and the keys. */
export function StatusLine({ cursor, check }: { cursor: CodePosition; check: DraftCheck }) {
  const t = useTranslations('workflows.status');
  const keysText = useKeysText();
  const { errors, warnings, isFailed, hasResult, isCurrent } = check;
  return (
    <div className="flex min-h-8 flex-none flex-wrap items-center gap-x-4 gap-y-0.5 border-border border-t px-4 text-text-muted text-xs [&_svg]:size-3.5">
      <span className="tabular-nums">{t('cursor', { ...cursor })}</span>
      {hasResult && (
        <span className="flex items-center gap-1">
          <StatusIcon tone={errors > 0 ? 'error' : 'success'} className={errors > 0 ? 'text-error' : 'text-success'} />
          {t('errors', { count: errors })}
        </span>
      )}
      {warnings > 0 && (
        <span className="flex items-center gap-1">
          <StatusIcon tone="warning" className="text-warning" />
          {t('warnings', { count: warnings })}
        </span>
      )}
      {isFailed && <span className="text-error">{t('failed')}</span>}
      {!isCurrent && !isFailed && <span>{t('checking')}</span>}
      <span className="ml-auto max-wide:hidden">
        {t('keys', { replace: keysText('Mod+.'), save: keysText('Mod+S') })}
      </span>
    </div>
  );
}
