'use client';

import { useState } from 'react';
import type { QueryExport } from '#lib/core/query/saved-query.ts';
import { usesPlannedTime } from '#lib/core/query/scheduled-time.ts';
import type { RunInput } from '../editor-actions.ts';
import type { EditorStart } from '../editor-start.ts';
import type { SqlSelection } from '../sql/sql-editor.tsx';
import type { Draft } from '../use-draft.ts';
import type { Run } from './use-run.ts';

interface Wanted {
  readonly input: RunInput;
  readonly firstLine: number;
}

export interface RunAsk {
  readonly press: () => void;
  /** What a person has to say before it runs: the time to simulate, then that real events may go out. */
  readonly asked: 'time' | 'real' | undefined;
  readonly target: QueryExport | null;
  readonly answerTime: (at: number) => void;
  readonly confirm: () => void;
  readonly cancel: () => void;
}

export interface RunAskOptions {
  /** What runs shall be what is stored. */
  isSaving: boolean;
  start: EditorStart;
  draft: Draft;
  selection: SqlSelection | null;
  run: Run;
}

/** From the press on Run to the run: what is selected runs alone, and is sent nowhere. */
export function useRunAsk({ start, draft, selection, run, isSaving }: RunAskOptions): RunAsk {
  const [wanted, setWanted] = useState<Wanted>();
  const [asked, setAsked] = useState<RunAsk['asked']>();
  const go = ({ input, firstLine }: Wanted) => {
    setWanted(undefined);
    setAsked(undefined);
    run.start(input, firstLine);
  };
  const confirmReal = (next: Wanted) => {
    setWanted(next);
    if (!isReal(next.input.query.export, start)) return go(next);
    setAsked('real');
  };
  const press = () => {
    if (isSaving || run.isUnderWay || run.isStarting || asked !== undefined) return;
    const next = wantedOf({ start, draft, selection });
    setWanted(next);
    if (usesPlannedTime(next.input.query.sql)) setAsked('time');
    else confirmReal(next);
  };
  return {
    press,
    asked,
    target: wanted?.input.query.export ?? null,
    answerTime: (at) => wanted && confirmReal({ ...wanted, input: { ...wanted.input, at } }),
    confirm: () => wanted && go(wanted),
    cancel: () => setAsked(undefined),
  };
}

function wantedOf({
  start: { saved },
  draft: { query, isDirty },
  selection,
}: Pick<RunAskOptions, 'start' | 'draft' | 'selection'>): Wanted {
  const { name: _, ...whole } = query;
  if (selection) {
    const part = { ...whole, sql: selection.text, export: null };
    return { input: { saved: null, at: null, query: part }, firstLine: selection.line };
  }
  return { input: { saved: isDirty ? null : (saved?.id ?? null), at: null, query: whole }, firstLine: 1 };
}

/** Only real events, which cannot be taken back, need a confirmation. */
function isReal(target: QueryExport | null, { authentications }: EditorStart): boolean {
  if (target === null) return false;
  const { test_event: isTest } = target.parameters as { test_event?: boolean };
  return !isTest && authentications.find(({ id }) => id === target.authentication)?.target !== 'sandbox';
}
