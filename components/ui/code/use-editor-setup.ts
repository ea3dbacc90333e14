'use client';

import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useMemo } from 'react';
import { codeTheme } from './code-theme.ts';
import { useCodePhrases } from './use-code-phrases.ts';

/** The properties of every code editor. Tab leaves an editor, so that it does not trap the focus. */
export const EDITOR_PROPS = {
  theme: 'none',
  height: '100%',
  className: 'h-full min-h-0',
  indentWithTab: false,
} as const;

/** The extensions of every code editor. */
export function useEditorSetup(label: string, isReadOnly: boolean): Extension {
  const phrases = useCodePhrases();
  return useMemo(
    () => [
      codeTheme,
      phrases,
      EditorState.tabSize.of(2),
      EditorView.contentAttributes.of({
        'aria-label': label,
        spellcheck: 'false',
        autocapitalize: 'off',
        tabindex: '0',
        ...(isReadOnly && { 'aria-readonly': 'true' }),
      }),
    ],
    [label, isReadOnly, phrases],
  );
}
