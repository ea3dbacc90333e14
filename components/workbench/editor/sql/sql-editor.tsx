'use client';

import { closeCompletion, completionStatus } from '@codemirror/autocomplete';
import { linter, setDiagnostics } from '@codemirror/lint';
import { type EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderOf } from '@codemirror/view';
import CodeMirror from '@uiw/react-codemirror';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { EDITOR_PROPS, useEditorSetup } from '#components/ui/code/use-editor-setup.ts';
import type { TableOutline } from '#lib/core/query/workbench.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { sqlLanguage } from './sql-completion.ts';
import { diagnosticOf, type SqlMark } from './sql-marks.ts';

/** The selected text and its first line. */
export interface SqlSelection {
  readonly text: string;
  readonly line: number;
}

/** Commands of the editor. */
export interface SqlHandle {
  insert(text: string): void;
}

export interface SqlEditorProps {
  label: string;
  readOnly: boolean;
  placeholder: string;
  value: string;
  tables: readonly TableOutline[];
  fields: readonly FieldSpec[];
  marks: readonly SqlMark[];
  onChange: (sql: string) => void;
  onSelect: (selection: SqlSelection | null) => void;
  onRun: () => void;
  onReady: (handle: SqlHandle) => void;
}

const SETUP = { foldGutter: false, highlightActiveLineGutter: true, lintKeymap: true } as const;

/** The SQL editor. Enter accepts a completion. */
export function SqlEditor({ label, readOnly, placeholder, value, tables, fields, marks, ...events }: SqlEditorProps) {
  const [view, setView] = useState<EditorView>();
  const setup = useEditorSetup(label, readOnly);
  // The editor keeps its initial listeners; the ref provides the current callbacks.
  const latest = useRef(events);
  latest.current = events;
  const onChange = useCallback((sql: string) => latest.current.onChange(sql), []);
  const extensions = useMemo(
    () => [
      setup,
      sqlLanguage(tables, fields),
      placeholderOf(placeholder),
      linter(null),
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => handled(latest.current.onRun) }])),
      EditorView.updateListener.of((update) => {
        if (update.selectionSet || update.docChanged) latest.current.onSelect(selectionOf(update.state));
        closeStaleCompletion(update.view);
      }),
    ],
    [setup, tables, fields, placeholder],
  );
  useEffect(() => {
    if (!view) return;
    const diagnostics = marks.flatMap((mark) => diagnosticOf(mark, view.state.doc) ?? []);
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }, [view, marks]);
  return (
    <CodeMirror
      value={value}
      onChange={onChange}
      readOnly={readOnly}
      {...EDITOR_PROPS}
      basicSetup={SETUP}
      extensions={extensions}
      onCreateEditor={(created) => {
        setView(created);
        latest.current.onReady({ insert: (text) => insert(created, text) });
      }}
    />
  );
}

/** Performs the action of a key, and marks the key as handled. */
function handled(act: () => void): true {
  act();
  return true;
}

/** Closes completions that arrive after the editor has lost the focus: they would stay open. */
function closeStaleCompletion(view: EditorView): void {
  if (!view.hasFocus && completionStatus(view.state) === 'active') setTimeout(() => closeCompletion(view));
}

function insert(view: EditorView, text: string): void {
  view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
  view.focus();
}

function selectionOf(state: EditorState): SqlSelection | null {
  const { from, to } = state.selection.main;
  const text = state.sliceDoc(from, to);
  return text.trim() === '' ? null : { text, line: state.doc.lineAt(from).number };
}
