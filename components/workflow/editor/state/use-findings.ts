'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { postJson, RequestError, requestJson } from '#components/http/request-json.ts';
import { draftRequestOf, type ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';
import { countErrors, type WorkflowFinding } from '#lib/core/workflow/finding.ts';
import type { CheckedDraft } from '#lib/core/workflow/view/project-view.ts';

export interface DraftCheck {
  readonly findings: readonly WorkflowFinding[];
  readonly errors: number;
  readonly warnings: number;
  /** Whether the files have been checked, perhaps before the last changes. */
  readonly hasResult: boolean;
  /** Whether the findings belong to the current files. */
  readonly isCurrent: boolean;
  readonly isFailed: boolean;
  /** Why the server refused to check the files; empty if it did not respond. */
  readonly problem: string;
}

const DEBOUNCE_MS = 350;
const NONE: readonly WorkflowFinding[] = [];

/** Checks the files when typing pauses. The findings of an older text are never shown after those of a newer one. */
export function useFindings(draft: ProjectDraft): DraftCheck {
  const mountId = useId();
  const [draftToCheck, setDraftToCheck] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setDraftToCheck(draft), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  const { data, error, isPlaceholderData, isError } = useQuery({
    queryKey: ['workflow-check', mountId, draftToCheck.version, draftToCheck.base?.revision ?? 0],
    queryFn: ({ signal }) =>
      requestJson<CheckedDraft>('/api/workbench/workflows/check', {
        ...postJson(draftRequestOf(draftToCheck)),
        signal,
      }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const findings = data?.findings ?? NONE;
  const errors = countErrors(findings);
  const hasResult = data !== undefined;
  const isCurrent = hasResult && !isPlaceholderData && draftToCheck.version === draft.version;
  const problem = error instanceof RequestError ? error.message : '';
  return { findings, errors, warnings: findings.length - errors, hasResult, isCurrent, isFailed: isError, problem };
}
