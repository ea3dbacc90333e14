'use client';

import { StandardSQL, sql } from '@codemirror/lang-sql';
import { type EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import CodeMirror from '@uiw/react-codemirror';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { EDITOR_PROPS, useEditorSetup } from '#components/ui/code/use-editor-setup.ts';
import { clamp } from '#lib/core/clamp.ts';
import { replacementOf } from '#lib/core/workflow/draft/replacement.ts';
import type { WorkflowFinding } from '#lib/core/workflow/finding.ts';
import { digLanguage } from './dig-language.ts';
import { findingMarks, type ShownFinding, setFindings } from './finding-marks.ts';

/** A position of the cursor. Both numbers count from 1. */
export interface CodePosition {
  readonly line: number;
  readonly column: number;
}

export interface CodeEditorProps {
  /** The path of the file, which is the editor's accessible name. */
  path: string;
  value: string;
  findings?: readonly ShownFinding[];
  /** Where to move the cursor; each new object moves it, even to the same position. */
  target?: CodePosition | undefined;
  onChange?: ((text: string) => void) | undefined;
  onCursor?: (position: CodePosition) => void;
  /** Opens the list of operators. */
  onOpenOperators?: () => void;
}

const SETUP = {
  foldGutter: false,
  highlightActiveLineGutter: true,
  lintKeymap: false,
  completionKeymap: false,
} as const;
const NO_FINDINGS: readonly ShownFinding[] = [];

/** A file of a project, with its findings under their lines. Without `onChange`, the editor is read-only. */
export function CodeEditor({ path, value, findings = NO_FINDINGS, target, ...events }: CodeEditorProps) {
  const [view, setView] = useState<EditorView>();
  // The editor keeps its initial listeners; the ref provides the current callbacks.
  const latest = useRef({ ...events, findings });
  latest.current = { ...events, findings };
  const isReadOnly = events.onChange === undefined;
  const setup = useEditorSetup(path, isReadOnly);
  const change = useCallback((text: string) => latest.current.onChange?.(text), []);
  const extensions = useMemo(
    () => [
      setup,
      languageOf(path),
      EditorView.lineWrapping,
      findingMarks((editor, finding, { suggestion }) =>
        suggestion === null ? latest.current.onOpenOperators?.() : replace(editor, finding, suggestion),
      ),
      Prec.highest(keymap.of([{ key: 'Mod-.', run: (editor) => replaceAtCursor(editor, latest.current.findings) }])),
      EditorView.updateListener.of(({ selectionSet, docChanged, state }) => {
        if (selectionSet || docChanged) latest.current.onCursor?.(positionOf(state));
      }),
    ],
    [setup, path],
  );
  useEffect(() => view?.dispatch({ effects: setFindings.of(findings) }), [view, findings]);
  useEffect(() => {
    if (view && target) moveTo(view, target);
  }, [view, target]);
  return (
    <CodeMirror
      value={value}
      onChange={change}
      readOnly={isReadOnly}
      {...EDITOR_PROPS}
      basicSetup={SETUP}
      extensions={extensions}
      onCreateEditor={setView}
    />
  );
}

function languageOf(path: string) {
  if (path.endsWith('.sql')) return sql({ dialect: StandardSQL });
  return /\.(?:dig|ya?ml)$/.test(path) ? digLanguage : [];
}

function positionOf({ doc, selection }: EditorState): CodePosition {
  const { head } = selection.main;
  const line = doc.lineAt(head);
  return { line: line.number, column: head - line.from + 1 };
}

function moveTo(view: EditorView, { line, column }: CodePosition): void {
  const { from, to } = view.state.doc.line(clamp(line, 1, view.state.doc.lines));
  const anchor = clamp(from + column - 1, from, to);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
  view.focus();
}

/** Applies a suggestion, and returns whether it changes the line. */
function replace(view: EditorView, finding: WorkflowFinding, suggestion: string): boolean {
  const line = view.state.doc.line(finding.line);
  const replacement = replacementOf(finding, line.text, suggestion);
  view.focus();
  if (!replacement) return false;
  const from = line.from + replacement.from - 1;
  const to = line.from + replacement.to - 1;
  const anchor = from + replacement.text.length;
  view.dispatch({ changes: { from, to, insert: replacement.text }, selection: { anchor }, userEvent: 'input.replace' });
  return true;
}

/** Applies the first suggestion that changes the cursor's line. Always returns true: the key does nothing else. */
function replaceAtCursor(view: EditorView, findings: readonly ShownFinding[]): boolean {
  const { line } = positionOf(view.state);
  const lineFindings = findings.filter(({ finding }) => finding.line === line);
  for (const { finding, actions } of lineFindings)
    for (const { suggestion } of actions) if (suggestion !== null && replace(view, finding, suggestion)) return true;
  return true;
}
