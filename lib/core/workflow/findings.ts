import type { TextParams } from '../issue.ts';
import type { Place } from './config/config-node.ts';
import type { WorkflowFinding } from './finding.ts';
import { suggestionsFor } from './suggestion.ts';

/** Maximum number of findings of a project: a person would not read more. */
export const MAX_FINDINGS = 1000;

/** Collects the problems of a project's files, up to a limit. */
export class Findings {
  readonly all: WorkflowFinding[] = [];

  get isFull(): boolean {
    return this.all.length >= MAX_FINDINGS;
  }

  add(findings: readonly WorkflowFinding[]): void {
    this.all.push(...findings.slice(0, MAX_FINDINGS - this.all.length));
  }

  error({ file, line, column }: Place, code: string, params: TextParams = {}): void {
    this.add([{ file, line, column, level: 'error', code, params }]);
  }

  warning({ file, line, column }: Place, code: string, params: TextParams = {}): void {
    this.add([{ file, line, column, level: 'warning', code, params }]);
  }

  /** Reports an unknown name. If known names are similar, `_near` is added to the code, whose text suggests them. */
  unknown(at: Place, code: string, name: string, known: Iterable<string>): void {
    if (this.isFull) return;
    const suggestion = suggestionsFor(name, known);
    if (suggestion.length === 0) this.error(at, code, { name });
    else this.error(at, `${code}_near`, { name, suggestion });
  }
}
