import { type Command, InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { constantsInput, mappingInput } from '../../core/export/export-input.ts';
import type { Constants, Matching } from '../../core/record/plan.ts';
import { parseJson } from '../../core/text/json-text.ts';
import { readTextFile } from '../text-file.ts';

/** The flags that set which columns and constants feed the fields. */
export interface MatchingFlags {
  readonly mapping?: string;
  readonly constants?: string;
  readonly constant?: Constants;
}

export function addMatchingOptions(command: Command): Command {
  return command
    .option(
      '--mapping <json>',
      'JSON object, or a file with one: column of the file → field, or null to ignore the column',
    )
    .option(
      '--constants <json>',
      'JSON object, or a file with one: column that the file lacks → its value for every record',
    )
    .option('--constant <name=value>', 'a single constant; repeatable', parseConstant);
}

/** Columns that the flags do not map are matched by name. */
export async function readMatching({ mapping, constants, constant = {} }: MatchingFlags): Promise<Matching> {
  return {
    mapping: await readJson(mapping, mappingInput, 'mapping'),
    constants: { ...(await readJson(constants, constantsInput, 'constants')), ...constant },
  };
}

function parseConstant(text: string, before: Constants = {}): Constants {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It must be NAME=VALUE.');
  return { ...before, [name]: value };
}

async function readJson<T>(
  given: string | undefined,
  shape: z.ZodType<T>,
  subject: 'mapping' | 'constants',
): Promise<T> {
  if (given === undefined) return shape.parse({});
  const text = given.trimStart().startsWith('{') ? given : await readTextFile(given);
  const parsed = shape.safeParse(parseJson(text, subject));
  if (parsed.success) return parsed.data;
  throw new UserError(`${subject}_malformed`, {}, { cause: parsed.error });
}
