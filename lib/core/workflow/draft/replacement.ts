import type { WorkflowFinding } from '../finding.ts';

/** A correction of one line of a file. Line and columns count from 1; `to` is the column after the replaced part. */
export interface Replacement {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The names that a finding suggests, best first. */
export function suggestionsOf({ params: { suggestion } }: WorkflowFinding): readonly string[] {
  return typeof suggestion === 'object' ? suggestion : [];
}

/**
 * How a line is corrected by a suggestion of its finding. Undefined if the name is not in the line, or if the suggested
 * file is outside the folder of the workflow.
 */
export function replacementOf(finding: WorkflowFinding, lineText: string, suggestion: string): Replacement | undefined {
  const text = pathAsWritten(finding, suggestion);
  const at = writtenAt(finding, lineText);
  return at && text !== undefined ? { line: finding.line, ...at, text } : undefined;
}

/** The part of a line that a finding is about: the wrong name, or the word at its column. */
export function markedPart(finding: WorkflowFinding, lineText: string): Pick<Replacement, 'from' | 'to'> {
  const from = Math.min(finding.column, lineText.length + 1);
  const word = /^[^\s:]+/.exec(lineText.slice(from - 1))?.[0] ?? '';
  return writtenAt(finding, lineText) ?? { from, to: from + word.length };
}

function writtenAt({ column, code, params }: WorkflowFinding, lineText: string) {
  const name = code === 'workflow_option_unknown' ? params['option'] : params['name'];
  if (typeof name !== 'string' || name === '') return undefined;
  const start = startOf(lineText, name, column - 1);
  return start < 0 ? undefined : { from: start + 1, to: start + name.length + 1 };
}

/** A suggestion for a file is its path in the project, but a line names a file from the folder of its workflow. */
function pathAsWritten({ params: { name, path } }: WorkflowFinding, suggestion: string): string | undefined {
  if (typeof path !== 'string') return suggestion;
  const folder = path.endsWith(`/${name}`) ? path.slice(0, -String(name).length) : '';
  return suggestion.startsWith(folder) ? suggestion.slice(folder.length) : undefined;
}

/** The first index, at or after `from`, of a name as a whole word. */
function startOf(line: string, name: string, from: number): number {
  for (let start = line.indexOf(name, from); start >= 0; start = line.indexOf(name, start + 1)) {
    const [before = '', after = ''] = [line[start - 1], line[start + name.length]];
    if (!/[\w./]/.test(before) && !/[\w./]/.test(after)) return start;
  }
  return -1;
}
