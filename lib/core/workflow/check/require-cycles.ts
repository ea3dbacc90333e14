import type { Place } from '../config/config-node.ts';
import type { Findings } from '../findings.ts';

/** `to` is a file that a task of another file runs with `call>`, or waits for with `require>`. */
export interface FileLink {
  readonly to: string;
  readonly at: Place;
  readonly operator: 'call' | 'require';
}

/** Maximum length of a chain of files that each call or wait for the next. */
export const MAX_CALLS = 100;

type Links = ReadonlyMap<string, readonly FileLink[]>;

/**
 * Finds workflows that wait for each other in the same session, and chains that are too long. Cycles of calls alone are
 * reported when the calls are followed.
 */
export function findRequireCycles(links: Links, findings: Findings): void {
  const done = new Set<string>();
  const visit = (file: string, before: readonly FileLink[]): void => {
    if (done.has(file)) return;
    for (const link of links.get(file) ?? []) {
      const chain = [...before, link];
      // The earlier link to the same file: the links after it form a cycle.
      const start = before.findIndex(({ to }) => to === link.to);
      const cycle = start < 0 ? undefined : chain.slice(start + 1);
      if (cycle) report(link.to, cycle, findings);
      else if (chain.length > MAX_CALLS) findings.error(link.at, 'workflow_calls_too_deep', { max: MAX_CALLS });
      else visit(link.to, chain);
    }
    done.add(file);
  };
  // A chain begins with a link to its first file, although no task makes that link.
  const at = { file: '', line: 1, column: 1 };
  for (const file of links.keys()) visit(file, [{ to: file, at, operator: 'call' }]);
}

function report(first: string, cycle: readonly FileLink[], findings: Findings): void {
  const requireLink = cycle.findLast(({ operator }) => operator === 'require');
  if (!requireLink) return;
  const path = [first, ...cycle.map(({ to }) => to)].join(' → ');
  findings.error(requireLink.at, 'workflow_require_circle', { path });
}
