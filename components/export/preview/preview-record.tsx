import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { SkeletonText } from '#components/ui/feedback/skeleton-text.tsx';
import { JsonView } from '#components/ui/text/json-view.tsx';
import type { Connector } from '#lib/core/connector/connector.ts';
import { isLeftOut } from '#lib/core/issue.ts';
import { hashedPaths } from '#lib/core/record/personal.ts';
import { eventSummary } from './event-summary.ts';
import { PreviewIssue } from './preview-issue.tsx';
import type { PreviewedRecord } from './use-preview.ts';

const STATES = {
  valid: { tone: 'success', text: 'stateValid' },
  warned: { tone: 'warning', text: 'stateWarned' },
  invalid: { tone: 'error', text: 'stateInvalid' },
  leftOut: { tone: 'neutral', text: 'stateLeftOut' },
} as const;

export interface PreviewRecordProps {
  record: PreviewedRecord;
  connector: Connector;
  /** Set while the event still shows personal values that a person has just hidden. */
  hidesEvent: boolean;
}

/** A record of the preview: its state, its issues and, on demand, the event. */
export function PreviewRecord({ record: previewed, connector, hidesEvent }: PreviewRecordProps) {
  const t = useTranslations('exports.preview');
  const { record, line, event, issues, sentInstead } = previewed;
  const { tone, text } = STATES[stateOf(previewed)];
  return (
    <li className="border-border border-b py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3">
        <b>{t('record', { record })}</b>
        <span className="text-text-muted text-xs">{t('line', { line })}</span>
        <span className="ml-auto">
          <Badge plain tone={tone}>
            {t(text)}
          </Badge>
        </span>
      </div>
      {sentInstead !== null && (
        <p className="mt-1.5 text-text-muted text-xs">{t('sentInstead', { record: sentInstead })}</p>
      )}
      {issues.length > 0 && (
        <ul className="mt-1.5 grid gap-1.5">
          {issues.map((issue) => (
            <PreviewIssue key={`${issue.code}|${issue.column}|${issue.field}`} issue={issue} />
          ))}
        </ul>
      )}
      {event && (
        <details className="group">
          <summary className="flex min-h-target list-none items-center gap-1.5 rounded-tag text-text-muted text-xs hover:text-text [&::-webkit-details-marker]:hidden">
            <ChevronRight
              aria-hidden
              className="size-3.5 flex-none text-accent transition-transform group-open:rotate-90"
            />
            <span className="sr-only">{t('showOf', { record })}: </span>
            <span className="mono truncate">{eventSummary(event, connector.fields)}</span>
          </summary>
          <div className="pt-2">
            {hidesEvent ? (
              <SkeletonText />
            ) : (
              <JsonView label={t('json', { record })} value={event} hashed={hashedPaths(connector.fields)} />
            )}
          </div>
        </details>
      )}
    </li>
  );
}

function stateOf({ event, issues, sentInstead }: PreviewedRecord): keyof typeof STATES {
  if (sentInstead !== null || isLeftOut(issues)) return 'leftOut';
  if (event === null) return 'invalid';
  return issues.length > 0 ? 'warned' : 'valid';
}
