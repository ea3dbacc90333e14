import { useFormatter, useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Build } from '#lib/core/audience/build.ts';
import { BuildBadge } from '../build/build-badge.tsx';
import { BuildDuration } from '../build/build-duration.tsx';

export interface BuildsTableProps {
  /** Newest first. One build more than `maxRows` is needed for the change in the last row. */
  builds: readonly Build[];
  maxRows?: number;
}

/** The history of builds, with the number of customers and its change. */
export function BuildsTable({ builds, maxRows = builds.length }: BuildsTableProps) {
  const t = useTranslations('parent-segments.history');
  return (
    <Table label={t('title')} cards>
      <thead>
        <tr>
          <Th>{t('started')}</Th>
          <Th>{t('status')}</Th>
          <Th>{t('duration')}</Th>
          <Th end>{t('customers')}</Th>
          <Th end>{t('change')}</Th>
        </tr>
      </thead>
      <tbody>
        {builds.slice(0, maxRows).map((build, index) => (
          <BuildRow
            key={build.job}
            build={build}
            previousBuild={builds.slice(index + 1).find(({ result }) => result)}
          />
        ))}
      </tbody>
    </Table>
  );
}

function BuildRow({ build, previousBuild }: { build: Build; previousBuild: Build | undefined }) {
  const t = useTranslations('parent-segments');
  const format = useFormatter();
  const { job, createdAt, startedAt, result } = build;
  const change = result && previousBuild?.result ? result.customers - previousBuild.result.customers : null;
  return (
    <Tr>
      <RowHead className="font-normal!">
        <Link href={jobPath(job)} className="inline-flex min-h-target items-center">
          <span className="sr-only">{t('job', { job })}: </span>
          <Time value={startedAt ?? createdAt} />
        </Link>
      </RowHead>
      <Td corner>
        <BuildBadge build={build} />
      </Td>
      <Td label={t('history.duration')} muted>
        <BuildDuration build={build} />
      </Td>
      {result === null ? (
        <Td colSpan={2} muted className="text-xs">
          <Reason build={build} />
        </Td>
      ) : (
        <>
          <Td label={t('history.customers')} end>
            <Num value={result.customers} />
          </Td>
          <Td label={t('history.change')} end muted>
            {change === null ? '—' : format.number(change, { signDisplay: 'exceptZero' })}
          </Td>
        </>
      )}
    </Tr>
  );
}

/** Why a build has no result. */
function Reason({ build: { error, state } }: { build: Build }) {
  const t = useTranslations('parent-segments.history');
  const textOf = useCodeText('errors');
  if (error) return textOf(error.code, error.params);
  return state === 'killed' ? t('killed') : null;
}
