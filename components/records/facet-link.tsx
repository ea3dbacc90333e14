import { recordsPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { FACET_STYLE, type Facet, FacetContent } from '#components/ui/tables/facet-content.tsx';
import { type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';

export interface RecordFacet extends Facet {
  /** The view with this filter, or without it if it is selected already. */
  query: RecordQuery;
}

/** A facet as a link, so that a view can be bookmarked and shared. */
export function FacetLink({ facet, job }: { facet: RecordFacet; job: number }) {
  const { key: _, query, ...contentProps } = facet;
  return (
    <Link
      href={recordsPath(job) + recordQueryString(query)}
      scroll={false}
      prefetch={false}
      aria-current={contentProps.isChosen ? 'true' : undefined}
      className={FACET_STYLE}
    >
      <FacetContent {...contentProps} />
    </Link>
  );
}
