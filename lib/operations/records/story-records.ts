import type { Job } from '../../core/job/job.ts';
import type { Story } from '../../core/job/story.ts';
import {
  countUntil,
  intersect,
  isSelected,
  mergeRanges,
  recordsFrom,
  type Selection,
  sizeOf,
  subtract,
} from '../../core/record/selection.ts';
import { RECORD_STATUSES, type RecordFacets } from '../../core/view/record-query.ts';
import type { IssueCount, NotedRecord, RecordFilter } from '../../core/view/record-view.ts';
import type { ListRecordsOptions } from './list-records.ts';

export interface StoryRecordsOptions {
  readonly records: ListRecordsOptions['records'] & {
    numbers(job: number, filter: RecordFilter): Selection;
    find(job: number, record: number): NotedRecord | undefined;
  };
}

interface Group {
  readonly job: number;
  readonly records: Selection;
}

/** The records of an export in pages, each with its newest outcome; of one job alone, what its ledger has. */
export function recordsOfStory(
  { records }: StoryRecordsOptions,
  jobs: readonly Job[],
  story: Story,
): ListRecordsOptions['records'] {
  if (jobs.length === 1) return records;
  const known = new Map<string, readonly Group[]>();
  const groupsOf = (filter: RecordFilter): readonly Group[] => {
    const key = JSON.stringify(filter);
    const groups =
      known.get(key) ??
      filtered(
        jobs.flatMap(({ id }) => withStatus(id, filter, story, records)),
        filter,
      );
    known.set(key, groups);
    return groups;
  };
  const allOf = (filter: RecordFilter) => mergeRanges(groupsOf(filter).flatMap((group) => group.records));
  return {
    page: (_, filter, after, limit) => {
      const all = allOf(filter);
      return recordsFrom(all, countUntil(all, after), limit).flatMap((record) => {
        const job = groupsOf(filter).find((group) => isSelected(group.records, record))?.job;
        return (job !== undefined && records.find(job, record)) || [];
      });
    },
    pageBefore: (_, filter, after, limit) => {
      const all = allOf(filter);
      return recordsFrom(all, countUntil(all, after) - limit - 1, 1)[0] ?? 0;
    },
    count: (_, filter, until) => (until === undefined ? sizeOf(allOf(filter)) : countUntil(allOf(filter), until)),
  };

  function filtered(groups: readonly Group[], { code, column }: RecordFilter): readonly Group[] {
    if (code === undefined && column === undefined) return groups;
    const filter = { ...(code !== undefined && { code }), ...(column !== undefined && { column }) };
    return groups.map((group) => ({
      ...group,
      records: group.records.length === 0 ? [] : intersect(group.records, records.numbers(group.job, filter)),
    }));
  }
}

/** How many records of an export each filter finds, for an export of several jobs. */
export function facetsOfStory(
  { records }: StoryRecordsOptions & { readonly records: { issueCounts(job: number): readonly IssueCount[] } },
  jobs: readonly Job[],
  story: Story,
): RecordFacets {
  const pages = recordsOfStory({ records }, jobs, story);
  const counts = Object.fromEntries(RECORD_STATUSES.map((status) => [status, pages.count(0, { status })]));
  const issues = jobs.flatMap(({ id }) => {
    const [open, warned] = (['open', 'warned'] as const).map((status) =>
      mergeRanges(withStatus(id, { status }, story, records).flatMap((group) => group.records)),
    );
    return records.issueCounts(id).flatMap(({ severity, code, column }) => {
      const among = (severity === 'error' ? open : warned) ?? [];
      const count = among.length === 0 ? 0 : sizeOf(intersect(among, records.numbers(id, { code, column })));
      return count === 0 ? [] : [{ severity, code, column, records: count }];
    });
  });
  return { counts: counts as RecordFacets['counts'], issues };
}

/** The records with a status whose newest outcome is that of this job. */
function withStatus(
  job: number,
  { status }: RecordFilter,
  { accepted, results }: Story,
  records: StoryRecordsOptions['records'],
): Group[] {
  const having = (...wanted: readonly string[]) =>
    results.flatMap((each) =>
      each.job === job && wanted.includes(each.result) ? [{ job, records: each.records }] : [],
    );
  switch (status) {
    case 'rejected':
    case 'invalid':
    case 'uncertain':
      return having(status);
    case 'not_sent': {
      const decided = mergeRanges([...accepted, ...results.flatMap((each) => each.records)]);
      return [...having('left_out'), { job, records: subtract(records.numbers(job, { status }), decided) }];
    }
    case 'warned':
    case 'accepted':
      return [{ job, records: intersect(records.numbers(job, { status: 'warned' }), accepted) }];
    default:
      return having('rejected', 'invalid', 'uncertain');
  }
}
