'use client';

import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { ChangedMeanwhile } from '#components/layout/changed-meanwhile.tsx';
import { Sheet } from '#components/layout/sheet.tsx';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { EditorDialog } from './dialogs/editor-dialog.ts';
import { EditorDialogs } from './dialogs/editor-dialogs.tsx';
import type { EditorActions } from './editor-actions.ts';
import { EditorBar } from './editor-bar.tsx';
import { EditorBody } from './editor-body.tsx';
import { EditorHead } from './editor-head.tsx';
import { EditorProblems } from './editor-problems.tsx';
import type { EditorStart } from './editor-start.ts';
import { RunDialogs } from './run/run-dialogs.tsx';
import { useRun } from './run/use-run.ts';
import { useRunConfirmation } from './run/use-run-confirmation.ts';
import type { SqlHandle, SqlSelection } from './sql/sql-editor.tsx';
import { useCompatibility } from './sql/use-compatibility.ts';
import { useDatabases } from './sql/use-databases.ts';
import { useMarks } from './sql/use-marks.ts';
import { useSchema } from './sql/use-schema.ts';
import { useDraft } from './use-draft.ts';
import { useSaveQuery } from './use-save-query.ts';

export interface QueryEditorProps {
  start: EditorStart;
  actions: EditorActions;
}

/** The query editor: edits, checks, runs, exports and schedules a query. */
export function QueryEditor({ start, actions }: QueryEditorProps) {
  const { saved, authentications } = start;
  const connector = connectorOf(start.connectorType);
  const draft = useDraft(start);
  const { query, change } = draft;
  const [dialog, setDialog] = useState<EditorDialog | undefined>(start.isScheduling ? 'schedule' : undefined);
  const [selection, setSelection] = useState<SqlSelection | null>(null);
  const handle = useRef<SqlHandle>(null);
  const databases = useDatabases(query.engine, start);
  const schema = useSchema(query);
  const check = useCompatibility(query);
  const run = useRun(start.job, actions);
  const marks = useMarks({ run, checkResult: check.data, sql: query.sql });
  const saving = useSaveQuery({ start, draft, saveQuery: actions.save, job: run.job?.id ?? null });
  const confirmation = useRunConfirmation({ start, draft, selection, run, isSaving: saving.isSaving });
  const mayRun = useMay('queries.run');
  const requestRun = () => mayRun && confirmation.request();
  const authentication = useMemo(
    () => authentications.find(({ id }) => id === query.export?.authentication),
    [authentications, query.export],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    // Key events in a dialog bubble here, too.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (event.defaultPrevented || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    requestRun();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl or ⌘ with Enter is a shortcut for the Run button, wherever the focus is
    <div className="contents" onKeyDown={onKeyDown}>
      <Sheet>
        <EditorHead
          saved={saved}
          type={connector.type}
          draft={draft}
          authentication={authentication}
          selection={selection}
          run={run}
          saving={saving}
          onRun={requestRun}
          onOpen={setDialog}
        />
        <EditorBar
          start={start}
          databases={databases}
          query={query}
          schedule={saved?.schedule ?? null}
          run={run}
          onChange={change}
          onSchedule={() => (saved === null ? void saving.save({ thenOpen: 'schedule' }) : setDialog('schedule'))}
        />
        {draft.isStale && saved !== null && (
          <ChangedMeanwhile
            at={saved.updatedAt}
            busy={saving.isSaving}
            needs="queries.write"
            onLoad={draft.load}
            onOverwrite={() => saving.save({ overwrites: true })}
            className="mx-6 mb-2 max-wide:mx-4"
          />
        )}
        <EditorProblems messages={[saving.problem, run.refusal, databases.problem]} />
        <EditorBody
          query={query}
          fields={connector.fields}
          schema={schema}
          check={check}
          run={run}
          marks={marks}
          handle={handle}
          onChange={(sql) => change({ sql })}
          onSelect={setSelection}
          onRun={requestRun}
        />
      </Sheet>
      <EditorDialogs
        dialog={dialog}
        start={start}
        draft={draft}
        connector={connector}
        actions={actions}
        onClose={() => setDialog(undefined)}
      />
      <RunDialogs confirmation={confirmation} authentication={authentication} />
    </div>
  );
}
