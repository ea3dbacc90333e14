import type { WorkflowFinding } from '../finding.ts';
import { workflowName } from '../project-files.ts';
import { nameFrom } from '../project-path.ts';

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

/** The suggestions of a finding that can be put into its line, and change it. */
export function applicableSuggestions(finding: WorkflowFinding, lineText: string): readonly string[] {
  return suggestionsOf(finding).filter((suggestion) => replacementOf(finding, lineText, suggestion));
}

/**
 * How a line is corrected by a suggestion of its finding. Undefined if the name is not in the line, as with a text of
 * several lines, or if the suggestion is already there.
 */
export function replacementOf(finding: WorkflowFinding, lineText: string, suggestion: string): Replacement | undefined {
  const text = asWritten(finding, suggestion);
  const range = rangeOfName(finding, lineText);
  if (!range || lineText.slice(range.from - 1, range.to - 1) === text) return undefined;
  return { line: finding.line, ...range, text };
}

/** The part of a line that a finding is about: the wrong name, or the word at its column. */
export function markedPart(finding: WorkflowFinding, lineText: string): Pick<Replacement, 'from' | 'to'> {
  const from = Math.min(finding.column, lineText.length + 1);
  const word = /^[^\s:]+/.exec(lineText.slice(from - 1))?.[0] ?? '';
  return rangeOfName(finding, lineText) ?? { from, to: from + word.length };
}

/** Findings about a value that are reported at its key. */
const VALUE_CODES: readonly string[] = ['workflow_file_missing', 'workflow_unknown', 'workflow_after_unknown'];

/** The columns of the wrong name in its line; undefined if the line does not contain the name. */
function rangeOfName({ column, code, params }: WorkflowFinding, lineText: string) {
  const name = code === 'workflow_option_unknown' ? params['option'] : (params['written'] ?? params['name']);
  if (typeof name !== 'string' || name === '') return undefined;
  const isValue = VALUE_CODES.includes(code.replace(/_near$/, ''));
  const start = startOf(lineText, name, isValue ? lineText.indexOf(':', column - 1) + 1 : column - 1);
  return start < 0 ? undefined : { from: start + 1, to: start + name.length + 1 };
}

/**
 * A suggestion for a file is its path in the project, but a line names a file relative to the folder of its workflow,
 * and a workflow with or without its extension.
 */
function asWritten({ params: { folder, name, written } }: WorkflowFinding, suggestion: string): string {
  if (typeof folder !== 'string') return suggestion;
  const relative = nameFrom(folder, suggestion);
  return written === undefined || written === name ? relative : workflowName(relative);
}

const NAME_CHARACTER = /[\p{L}\p{N}_./-]/u;

/** The first index, at or after `from`, of a name as a whole word. */
function startOf(line: string, name: string, from: number): number {
  for (let start = line.indexOf(name, from); start >= 0; start = line.indexOf(name, start + 1)) {
    const [before = '', after = ''] = [line[start - 1], line[start + name.length]];
    if (!NAME_CHARACTER.test(before) && !NAME_CHARACTER.test(after)) return start;
  }
  return -1;
}
