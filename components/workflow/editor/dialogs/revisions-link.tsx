import type { ReactNode } from 'react';
import { workflowRevisionsPath } from '#components/paths.ts';

/** Opens the revisions of a project in another tab, because this page has unsaved changes. */
export function RevisionsLink({ project, children }: { project: number; children: ReactNode }) {
  return (
    <a href={workflowRevisionsPath(project)} target="_blank" rel="noreferrer" className="link-underline">
      {children}
    </a>
  );
}
