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
import type { PaletteObjects } from '#lib/core/view/palette-objects.ts';
import { workflowFile } from '#lib/core/workflow/project-files.ts';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';
import { usePaletteObjects } from './use-palette-objects.ts';

/** How many results of each kind are shown without a search: the newest jobs, and the first of each other list. */
const DEFAULT_COUNT = 5;

export interface PaletteResultsProps {
  search: string;
  go: (href: string) => void;
}

/** Jobs, saved queries, objects of Audience Studio, workflows and authentications. */
export function PaletteResults({ search, go }: PaletteResultsProps) {
  const t = useTranslations('shell.palette');
  const { jobs, queries, parentSegments, segments, activations, authentications, workflowProjects, workflows } =
    usePaletteObjects(search);
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
        keywords={t('parentSegmentWords')}
        icon={<UsersRound aria-hidden />}
        items={parentSegments.slice(0, limit)}
        onSelect={({ id }) => go(parentSegmentPath(id))}
      />
      <NamedResults
        kind="segment"
        heading={t('segments')}
        keywords={t('segmentWords')}
        icon={<Users aria-hidden />}
        items={segments.slice(0, limit)}
        onSelect={(segment) => go(segmentPath(segment))}
      />
      <NamedResults
        kind="activation"
        heading={t('activations')}
        keywords={t('activationWords')}
        icon={<Send aria-hidden />}
        items={activations.slice(0, limit)}
        onSelect={({ id, segment, parentSegment }) => go(activationPath({ id: segment, parentSegment }, id))}
      />
      <NamedResults
        kind="workflow project"
        heading={t('workflowProjects')}
        keywords={t('workflowWords')}
        icon={<FolderOpen aria-hidden />}
        items={workflowProjects.slice(0, limit)}
        onSelect={({ id }) => go(workflowProjectPath(id))}
      />
      <NamedResults
        kind="workflow"
        heading={t('workflows')}
        keywords={t('workflowWords')}
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
  /** Makes the IDs of the items unique. */
  kind: string;
  heading: string;
  /** Additional search terms, not shown. */
  keywords?: string;
  icon: ReactNode;
  items: readonly Item[];
  onSelect: (item: Item) => void;
}

/** Objects of one kind, found by name or ID. */
function NamedResults<Item extends Named>({ kind, heading, keywords, icon, items, onSelect }: NamedResultsProps<Item>) {
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
          keywords={[String(item.id), ...(keywords === undefined ? [] : [keywords])]}
          onSelect={() => onSelect(item)}
        />
      ))}
    </PaletteGroup>
  );
}

function JobResults({ jobs, go }: Pick<PaletteObjects, 'jobs'> & Pick<PaletteResultsProps, 'go'>) {
  const t = useTranslations('shell.palette');
  const states = useTranslations('jobs.states');
  if (jobs.length === 0) return null;
  return (
    <PaletteGroup heading={t('jobs')}>
      {jobs.map(({ id, name, state }) => (
        <PaletteItem
          key={id}
          id={`job ${id}`}
          label={t('job', { id })}
          icon={<ListChecks aria-hidden />}
          note={name}
          keywords={[String(id)]}
          end={<span className="text-text-muted text-xs">{states(state)}</span>}
          onSelect={() => go(jobPath(id))}
        />
      ))}
    </PaletteGroup>
  );
}
