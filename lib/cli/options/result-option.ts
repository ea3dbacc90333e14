import { parseResultTarget, type ResultTarget } from '../../core/query/result-target.ts';
import { readTextFile } from '../text-file.ts';

/**
 * Parses the value of --result: JSON, or @FILE with it. Throws a UserError for an invalid value or an unreadable file.
 */
export async function parseResultOption(text: string): Promise<ResultTarget> {
  return parseResultTarget(text.startsWith('@') ? await readTextFile(text.slice(1)) : text);
}
