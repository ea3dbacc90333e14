import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { useRepairName } from '../edits/use-repair-name.ts';
import type { ReviewContext } from '../review-context.ts';

const MAX_TIPS = 5;

/** What would raise the match rate: repairs to make, identifiers with issues to fix, identifiers to add. */
export function CoverageTips({ context }: { context: ReviewContext }) {
  const { view, columns, edits, lock, choose } = context;
  const t = useTranslations('review.coverage');
  const format = useFormatter();
  const titleOf = useIssueTitle();
  const nameOf = useRepairName();
  const fieldText = useFieldText();
  const identifiers = view.forecast.identifiers.flatMap(({ fields }) => fields);
  const isMapped = (field: string) => columns.some(({ fields }) => fields.some((name) => baseOf(name) === field));
  const identifierColumns = new Set(
    columns.flatMap(({ column, fields }) =>
      fields.some((name) => identifiers.includes(baseOf(name))) ? [column] : [],
    ),
  );
  const b = (chunks: ReactNode) => <b className="font-semibold text-text">{chunks}</b>;
  const code = (chunks: ReactNode) => <code className="text-text">{chunks}</code>;
  const safe = view.repairs.filter(({ kind }) => kind === 'safe');
  const repairableColumns = new Set(safe.map(({ column }) => column));
  const repairTips = safe.slice(0, MAX_TIPS).map(({ repair, column, records }) => (
    <li key={`${repair} ${column}`}>
      {t.rich('repair', { b, code, count: records, column, repair: nameOf(repair) })}{' '}
      <LinkButton
        needs="reviews.write"
        disabled={edits.isBusy || lock !== undefined}
        onClick={() => void edits.run({ kind: 'repair', column, repair })}
      >
        {t('fixNow')}
      </LinkButton>
    </li>
  ));
  const issueTips = view.issues
    .filter(({ column }) => identifierColumns.has(column) && !repairableColumns.has(column))
    .slice(0, MAX_TIPS)
    .map(({ code: issueCode, column, records, severity }) => (
      <li key={`${issueCode} ${column}`}>
        {t.rich('issue', { b, code, count: records, column, issue: titleOf(issueCode) })}{' '}
        <LinkButton
          onClick={() => choose({ show: severity === 'error' ? 'invalid' : 'warned', code: issueCode, column })}
        >
          {t('look')}
        </LinkButton>
      </li>
    ));
  const missing = identifiers.filter((field) => !isMapped(field));
  if (repairTips.length + issueTips.length + missing.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="font-medium text-text-muted text-xs tracking-normal">{t('raise')}</h3>
      <ul className="grid gap-3 text-text-muted text-xs [&_button]:text-xs">
        {repairTips}
        {issueTips}
        {missing.length > 0 && (
          <li>
            {t.rich('missing', { b, fields: format.list(missing.map(fieldText), LIST_FORMAT), count: missing.length })}
          </li>
        )}
      </ul>
    </section>
  );
}

/** The field that a numbered name belongs to: `em` for `em_1`. */
function baseOf(name: string): string {
  return name.replace(/_\d+$/, '');
}
