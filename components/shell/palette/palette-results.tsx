import { FileCode2, FolderOpen, KeyRound, ListChecks, Send, Users, UsersRound, Workflow } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import {
  activationPath,
  authenticationPath,
  jobPath,
  parentSegmentPath,
  queryPath,
  segmentPath,
  workflowProjectPath,
} from '#components/paths.ts';
import type { PaletteEntries } from '#lib/core/view/palette-entries.ts';
import { workflowFile } from '#lib/core/workflow/project-files.ts';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';
import { usePaletteEntries } from './use-palette-entries.ts';

/** The number of newest results without a search. */
const DEFAULT_COUNT = 5;

export interface PaletteResultsProps {
  search: string;
  go: (href: string) => void;
}

/** Jobs, saved queries, objects of Audience Studio, workflows and authentications. */
export function PaletteResults({ search, go }: PaletteResultsProps) {
  const t = useTranslations('shell.palette');
  const { jobs, queries, parentSegments, segments, activations, authentications, workflowProjects, workflows } =
    usePaletteEntries(search);
  const limit = search.trim() === '' ? DEFAULT_COUNT : undefined;
  return (
    <>
      <JobResults jobs={jobs.slice(0, limit)} go={go} />
      <NamedResults
        kind="query"
        heading={t('queries')}
        icon={<FileCode2 aria-hidden />}
        items={queries.slice(0, limit)}
        onSelect={({ id }) => go(queryPath(id))}
      />
      <NamedResults
        kind="parent segment"
        heading={t('parentSegments')}
        words={t('parentSegmentWords')}
        icon={<UsersRound aria-hidden />}
        items={parentSegments.slice(0, limit)}
        onSelect={({ id }) => go(parentSegmentPath(id))}
      />
      <NamedResults
        kind="segment"
        heading={t('segments')}
        words={t('segmentWords')}
        icon={<Users aria-hidden />}
        items={segments.slice(0, limit)}
        onSelect={(segment) => go(segmentPath(segment))}
      />
      <NamedResults
        kind="activation"
        heading={t('activations')}
        words={t('activationWords')}
        icon={<Send aria-hidden />}
        items={activations.slice(0, limit)}
        onSelect={({ id, segment, parentSegment }) => go(activationPath({ id: segment, parentSegment }, id))}
      />
      <NamedResults
        kind="workflow project"
        heading={t('workflowProjects')}
        words={t('workflowWords')}
        icon={<FolderOpen aria-hidden />}
        items={workflowProjects.slice(0, limit)}
        onSelect={({ id }) => go(workflowProjectPath(id))}
      />
      <NamedResults
        kind="workflow"
        heading={t('workflows')}
        words={t('workflowWords')}
        icon={<Workflow aria-hidden />}
        items={workflows.slice(0, limit)}
        onSelect={({ name, project }) => go(workflowProjectPath(project.id, { file: workflowFile(name) }))}
      />
      <NamedResults
        kind="authentication"
        heading={t('authentications')}
        icon={<KeyRound aria-hidden />}
        items={authentications.slice(0, limit)}
        onSelect={({ id }) => go(authenticationPath(id))}
      />
    </>
  );
}

interface Named {
  readonly id: number;
  readonly name: string;
}

interface NamedResultsProps<Item extends Named> {
  /** Makes the ids unique. */
  kind: string;
  heading: string;
  /** Other words by which they are found. */
  words?: string;
  icon: ReactNode;
  items: readonly Item[];
  onSelect: (item: Item) => void;
}

/** Objects of one kind, found by name or ID. */
function NamedResults<Item extends Named>({ kind, heading, words, icon, items, onSelect }: NamedResultsProps<Item>) {
  const t = useTranslations('shell.palette');
  if (items.length === 0) return null;
  return (
    <PaletteGroup heading={heading}>
      {items.map((item) => (
        <PaletteItem
          key={item.id}
          id={`${kind} ${item.id}`}
          label={item.name}
          icon={icon}
          note={t('id', { id: item.id })}
          words={[String(item.id), ...(words === undefined ? [] : [words])]}
          onSelect={() => onSelect(item)}
        />
      ))}
    </PaletteGroup>
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
