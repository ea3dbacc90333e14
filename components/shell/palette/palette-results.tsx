import { FileCode2, KeyRound, ListChecks, UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { authenticationPath, jobPath, parentSegmentPath, queryPath } from '#components/paths.ts';
import type { PaletteEntries } from '#lib/core/view/palette-entries.ts';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';
import { useDestinations } from './use-destinations.ts';

/** The number of newest results without a search. */
const DEFAULT_COUNT = 5;

export interface PaletteResultsProps {
  search: string;
  go: (href: string) => void;
}

/** Jobs, saved queries, parent segments and authentications. */
export function PaletteResults({ search, go }: PaletteResultsProps) {
  const { jobs, queries, parentSegments, authentications } = useDestinations(search);
  const limit = search.trim() === '' ? DEFAULT_COUNT : undefined;
  return (
    <>
      <JobResults jobs={jobs.slice(0, limit)} go={go} />
      <QueryResults queries={queries.slice(0, limit)} go={go} />
      <ParentSegmentResults parentSegments={parentSegments.slice(0, limit)} go={go} />
      <AuthenticationResults authentications={authentications.slice(0, limit)} go={go} />
    </>
  );
}

function JobResults({ jobs, go }: Pick<PaletteEntries, 'jobs'> & Pick<PaletteResultsProps, 'go'>) {
  const t = useTranslations('shell.palette');
  const states = useTranslations('jobs.states');
  if (jobs.length === 0) return null;
  return (
    <PaletteGroup heading={t('jobs')}>
      {jobs.map(({ id, file, state }) => (
        <PaletteItem
          key={id}
          id={`job ${id}`}
          label={t('job', { id })}
          icon={<ListChecks aria-hidden />}
          note={file}
          words={[String(id)]}
          end={<span className="text-text-muted text-xs">{states(state)}</span>}
          onSelect={() => go(jobPath(id))}
        />
      ))}
    </PaletteGroup>
  );
}

function QueryResults({ queries, go }: Pick<PaletteEntries, 'queries'> & Pick<PaletteResultsProps, 'go'>) {
  const t = useTranslations('shell.palette');
  if (queries.length === 0) return null;
  return (
    <PaletteGroup heading={t('queries')}>
      {queries.map(({ id, name }) => (
        <PaletteItem
          key={id}
          id={`query ${id}`}
          label={name}
          icon={<FileCode2 aria-hidden />}
          note={t('id', { id })}
          words={[String(id)]}
          onSelect={() => go(queryPath(id))}
        />
      ))}
    </PaletteGroup>
  );
}

function ParentSegmentResults({
  parentSegments,
  go,
}: Pick<PaletteEntries, 'parentSegments'> & Pick<PaletteResultsProps, 'go'>) {
  const t = useTranslations('shell.palette');
  if (parentSegments.length === 0) return null;
  return (
    <PaletteGroup heading={t('parentSegments')}>
      {parentSegments.map(({ id, name }) => (
        <PaletteItem
          key={id}
          id={`parent segment ${id}`}
          label={name}
          icon={<UsersRound aria-hidden />}
          note={t('id', { id })}
          words={[String(id), t('parentSegmentWords')]}
          onSelect={() => go(parentSegmentPath(id))}
        />
      ))}
    </PaletteGroup>
  );
}

function AuthenticationResults({
  authentications,
  go,
}: Pick<PaletteEntries, 'authentications'> & Pick<PaletteResultsProps, 'go'>) {
  const t = useTranslations('shell.palette');
  if (authentications.length === 0) return null;
  return (
    <PaletteGroup heading={t('authentications')}>
      {authentications.map(({ id, name }) => (
        <PaletteItem
          key={id}
          id={`authentication ${id}`}
          label={name}
          icon={<KeyRound aria-hidden />}
          note={t('id', { id })}
          words={[String(id)]}
          onSelect={() => go(authenticationPath(id))}
        />
      ))}
    </PaletteGroup>
  );
}
