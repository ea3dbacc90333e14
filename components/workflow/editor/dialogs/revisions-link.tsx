import type { ReactNode } from 'react';
import { workflowRevisionsPath } from '#components/paths.ts';

/** Opens the revisions of a project beside the page, whose changes are not saved. */
export function RevisionsLink({ project, children }: { project: number; children: ReactNode }) {
  return (
    <a href={workflowRevisionsPath(project)} target="_blank" rel="noreferrer" className="link-underline">
      {children}
    </a>
  );
}
