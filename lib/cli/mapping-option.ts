import { readFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import { mappingInput } from '../core/export-input.ts';
import type { Mapping } from '../core/plan.ts';
import { fileMissing } from './result-option.ts';

/** The file of --mapping: a JSON object of the file's column names and field names, null for a column to leave out. */
export async function readMappingOption(path: string | undefined): Promise<Mapping> {
  if (path === undefined) return {};
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw fileMissing(path, cause);
  });
  try {
    return mappingInput.parse(JSON.parse(text));
  } catch (cause) {
    throw new UserError('mapping_malformed', {}, { cause });
  }
}
