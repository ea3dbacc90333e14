'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import type { ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';
import type { WorkflowFinding } from '#lib/core/workflow/finding.ts';
import { workflowFiles } from '#lib/core/workflow/project-files.ts';
import type { CodePosition } from '../code/code-editor.tsx';

export interface OpenFile {
  /** Undefined if the project has no file. */
  readonly path: string | undefined;
  readonly cursor: CodePosition;
  /** Where to put the cursor. */
  readonly target: CodePosition | undefined;
  readonly open: (path: string, position?: CodePosition) => void;
  readonly setCursor: (cursor: CodePosition) => void;
  /** Goes to the finding after the cursor, or before it, even in another file. */
  readonly goToFinding: (findings: readonly WorkflowFinding[], step: 1 | -1) => void;
}

const START: CodePosition = { line: 1, column: 1 };

/** The file in the editor, which is part of the URL, and the cursor in it. */
export function useOpenFile({ files }: ProjectDraft, line: number | null): OpenFile {
  const [file, setFile] = useQueryState('file', parseAsString);
  const [cursor, setCursor] = useState(START);
  const [target, setTarget] = useState<CodePosition | undefined>(line === null ? undefined : { line, column: 1 });
  const paths = [...files.keys()].sort();
  const [firstWorkflow] = workflowFiles({ paths, read: () => undefined });
  const path = file !== null && files.has(file) ? file : (firstWorkflow ?? paths[0]);
  const open = (next: string, position?: CodePosition) => {
    if (next !== path) {
      void setFile(next);
      setCursor(START);
    }
    // A new object moves the cursor even to the position to which it was moved last.
    setTarget(position && { ...position });
  };
  const goToFinding: OpenFile['goToFinding'] = (findings, step) => {
    const placed = findings.filter((finding) => files.has(finding.file));
    const here = { file: path ?? '', ...cursor };
    const adjacent =
      step === 1
        ? placed.find((finding) => isBefore(here, finding))
        : placed.findLast((finding) => isBefore(finding, here));
    const finding = adjacent ?? placed.at(step === 1 ? 0 : -1);
    if (finding) open(finding.file, finding);
  };
  return { path, cursor, target, open, setCursor, goToFinding };
}

type Place = Pick<WorkflowFinding, 'file' | 'line' | 'column'>;

/** Whether one place is before the other, in the order of findings. */
function isBefore(place: Place, other: Place): boolean {
  if (place.file !== other.file) return place.file < other.file;
  if (place.line !== other.line) return place.line < other.line;
  return place.column < other.column;
}
