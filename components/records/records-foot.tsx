import { useTranslations } from 'next-intl';
import { recordsPath } from '#components/paths.ts';
import { CursorPages } from '#components/ui/navigation/cursor-pages.tsx';
import { Kbd } from '#components/ui/text/kbd.tsx';
import { type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';

/** The position of a page within all matches, and the cursors of its neighbors. */
export interface RecordsRange {
  readonly total: number;
  readonly first: number;
  readonly last: number;
  readonly previousAfter: number | undefined;
  readonly nextAfter: number | undefined;
}

export function RecordsFoot({ job, query, range }: { job: number; query: RecordQuery; range: RecordsRange }) {
  const t = useTranslations('records');
  const { total, first, last, previousAfter, nextAfter } = range;
  const { record: _, ...filters } = query;
  const hrefAfter = (after: number | undefined) =>
    after === undefined ? undefined : recordsPath(job) + recordQueryString({ ...filters, after });
  const kbd = (name: string) => () => <Kbd>{name}</Kbd>;
  return (
    <div className="flex min-h-12 flex-none flex-wrap items-center gap-x-4 gap-y-2 border-border border-t px-3 py-2 text-text-muted text-xs max-wide:border-t-0 max-wide:px-4">
      <span className="tabular-nums">
        {first <= last && (
          <>
            {t('title')} {t('range', { first, last, total })}
          </>
        )}
      </span>
      <CursorPages
        label={t('pages')}
        previous={{ label: t('previous'), href: hrefAfter(previousAfter) }}
        next={{ label: t('next'), href: hrefAfter(nextAfter) }}
      />
      <span className="ml-auto max-xl:hidden">
        {t.rich('keys', { j: kbd('J'), k: kbd('K'), enter: kbd('Enter'), esc: kbd('Esc') })}
      </span>
    </div>
  );
}
