import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { UserError } from '../core/errors.ts';
import { mappingInput } from '../core/export-input.ts';
import type { Constants, Mapping, Matching } from '../core/plan.ts';
import { fileMissing } from './result-option.ts';

/** What may be said of what feeds the fields, by the names of the flags. */
export interface MatchingFlags {
  readonly mapping?: string;
  readonly constant?: Constants;
}

export function addMatchingOptions(command: Command): Command {
  return command
    .option('--mapping <file>', 'JSON object: column of the file → field, or null to leave it out')
    .option(
      '--constant <name=value>',
      'a value for every record, for a field that no column has; repeatable',
      constant,
    );
}

export async function readMatching({ mapping, constant = {} }: MatchingFlags): Promise<Matching> {
  return { mapping: await readMapping(mapping), constants: constant };
}

function constant(text: string, before: Constants = {}): Constants {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It must be NAME=VALUE.');
  return { ...before, [name]: value };
}

/** The file of --mapping: a JSON object of the file's column names and field names, null for a column to leave out. */
async function readMapping(path: string | undefined): Promise<Mapping> {
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
