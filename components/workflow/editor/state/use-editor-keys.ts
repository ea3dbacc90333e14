'use client';

import type { KeyboardEvent } from 'react';
import type { WorkflowFinding } from '#lib/core/workflow/finding.ts';
import type { OpenFile } from './use-open-file.ts';

export interface EditorKeysOptions {
  file: OpenFile;
  findings: readonly WorkflowFinding[];
  onRun: () => void;
  onSave: () => void;
}

/** The keys of the editor: F8 goes to the next finding, Ctrl or ⌘ with Enter runs, and with S saves. */
export function useEditorKeys({ file, findings, onRun, onSave }: EditorKeysOptions) {
  return (event: KeyboardEvent) => {
    // Keys pressed in a dialog arrive here, too.
    if (!event.currentTarget.contains(event.target as Node)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'F8') file.goToFinding(findings, event.shiftKey ? -1 : 1);
    else if (isCommand && event.key === 'Enter') onRun();
    else if (isCommand && event.key === 's') onSave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
