import { parseResultTarget, type ResultTarget } from '../core/query/result-target.ts';
import { readTextFile } from './text-file.ts';

export type ResultOption = ResultTarget;

/** The value of --result: JSON, or @FILE with it. Throws a UserError for what is not one, or a file that cannot be read. */
export async function parseResultOption(text: string): Promise<ResultOption> {
  return parseResultTarget(text.startsWith('@') ? await readTextFile(text.slice(1)) : text);
}
