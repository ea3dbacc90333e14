import type { IssueParams } from '../issue.ts';
import type { Place } from './config/config-node.ts';
import type { WorkflowFinding } from './finding.ts';
import { suggestionsFor } from './suggestion.ts';

/** Collects what is wrong with the files of a project. */
export class Findings {
  readonly all: WorkflowFinding[] = [];

  error({ file, line, column }: Place, code: string, params: IssueParams = {}): void {
    this.all.push({ file, line, column, level: 'error', code, params });
  }

  warning({ file, line, column }: Place, code: string, params: IssueParams = {}): void {
    this.all.push({ file, line, column, level: 'warning', code, params });
  }

  /** A name that is none of the known ones. `code` has a second text, ending in `_near`, with a suggestion. */
  unknown(at: Place, code: string, name: string, known: Iterable<string>): void {
    const suggestion = suggestionsFor(name, known);
    if (suggestion === '') this.error(at, code, { name });
    else this.error(at, `${code}_near`, { name, suggestion });
  }
}
