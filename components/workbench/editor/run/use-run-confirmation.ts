'use client';

import { useState } from 'react';
import { usesPlannedTime } from '#lib/core/query/planned-time.ts';
import type { QueryExport } from '#lib/core/query/saved-query.ts';
import type { RunInput } from '../editor-actions.ts';
import type { EditorStart } from '../editor-start.ts';
import type { SqlSelection } from '../sql/sql-editor.tsx';
import type { Draft } from '../use-draft.ts';
import type { Run } from './use-run.ts';

interface RequestedRun {
  readonly input: RunInput;
  readonly firstLine: number;
}

export interface RunConfirmation {
  readonly request: () => void;
  /** The open prompt: the planned time to simulate, or the confirmation of real events. */
  readonly prompt: 'time' | 'real' | undefined;
  readonly queryExport: QueryExport | null;
  readonly setPlannedTime: (at: number) => void;
  readonly confirm: () => void;
  readonly cancel: () => void;
}

export interface RunConfirmationOptions {
  /** While the query is being saved, it cannot be run. */
  isSaving: boolean;
  start: EditorStart;
  draft: Draft;
  selection: SqlSelection | null;
  run: Run;
}

/** Handles Run: asks for a planned time and for confirmation if needed. A selection runs alone and is not exported. */
export function useRunConfirmation({
  start,
  draft,
  selection,
  run,
  isSaving,
}: RunConfirmationOptions): RunConfirmation {
  const [requested, setRequested] = useState<RequestedRun>();
  const [prompt, setPrompt] = useState<RunConfirmation['prompt']>();
  const runNow = ({ input, firstLine }: RequestedRun) => {
    setRequested(undefined);
    setPrompt(undefined);
    run.start(input, firstLine);
  };
  const confirmIfReal = (next: RequestedRun) => {
    setRequested(next);
    if (!sendsRealEvents(next.input.query.export, start)) return runNow(next);
    setPrompt('real');
  };
  const request = () => {
    if (isSaving || run.isRunning || run.isStarting || prompt !== undefined) return;
    const next = toRequestedRun({ start, draft, selection });
    setRequested(next);
    if (usesPlannedTime(next.input.query.sql)) setPrompt('time');
    else confirmIfReal(next);
  };
  return {
    request,
    prompt,
    queryExport: requested?.input.query.export ?? null,
    setPlannedTime: (at) => requested && confirmIfReal({ ...requested, input: { ...requested.input, at } }),
    confirm: () => requested && runNow(requested),
    cancel: () => setPrompt(undefined),
  };
}

function toRequestedRun({
  start: { saved },
  draft: { query, isDirty, loadedAt },
  selection,
}: Pick<RunConfirmationOptions, 'start' | 'draft' | 'selection'>): RequestedRun {
  const { name: _, ...wholeQuery } = query;
  if (selection) {
    const selectedQuery = { ...wholeQuery, sql: selection.text, export: null };
    return { input: { saved: null, at: null, query: selectedQuery }, firstLine: selection.line };
  }
  const unchangedQuery = saved !== null && !isDirty ? { id: saved.id, updatedAt: loadedAt } : null;
  return { input: { saved: unchangedQuery, at: null, query: wholeQuery }, firstLine: 1 };
}

/** Whether an export sends real events, which need a confirmation because they cannot be taken back. */
function sendsRealEvents(queryExport: QueryExport | null, { authentications }: EditorStart): boolean {
  if (queryExport === null) return false;
  const { test_event: isTest } = queryExport.parameters as { test_event?: boolean };
  return !isTest && authentications.find(({ id }) => id === queryExport.authentication)?.target !== 'sandbox';
}
