import { stat } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { listMappings } from '../../commands/rows/mappings.ts';
import { savedMappingOf } from '../../commands/shapes/mapping.ts';
import { inputError } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { constantsInput } from '../../core/export/export-input.ts';
import { mappingInput } from '../../core/export/mapping-input.ts';
import type { Mapping } from '../../core/record/field-target.ts';
import type { Constants, Matching } from '../../core/record/plan.ts';
import type { MappingContent } from '../../core/saved-mapping/saved-mapping.ts';
import { parseJson } from '../../core/text/json-text.ts';
import { resolveMatching } from '../../operations/exports/named-mapping.ts';
import { itemsOf, type Product } from '../product/product.ts';
import { dataPlace, withProduct } from '../product/with-product.ts';
import { readTextFile } from '../text-file.ts';

/** The flags that set which columns and constants feed the fields. */
export interface MatchingFlags {
  readonly mapping?: string;
  readonly constants?: string;
  readonly constant?: Constants;
}

/** The matching of the flags, before saved mappings are looked up. */
export interface FlagMatching extends Matching {
  /**
   * The value of --mapping, which may be the name of a saved mapping; undefined without --mapping, or if it is JSON.
   */
  readonly name: string | undefined;
  /** Whether `name` is an existing file, from which the mapping was read. */
  readonly isFile: boolean;
}

export function addMatchingOptions(command: Command): Command {
  return command
    .option(
      '--mapping <mapping>',
      'JSON object, a file with one, or the name of a saved mapping: column of the file → field, or null to ignore it',
    )
    .option(
      '--constants <json>',
      'JSON object, or a file with one: column that the file lacks → its value for every record',
    )
    .option('--constant <name=value>', 'a single constant; repeatable', parseConstant);
}

/** Columns that the flags do not map are matched by name. */
export async function readMatching({ mapping, constants, constant = {} }: MatchingFlags): Promise<FlagMatching> {
  const ofFlags = { constants: { ...(await readJson(constants, constantsInput, 'constants')), ...constant } };
  if (mapping === undefined) return { ...ofFlags, mapping: {}, name: undefined, isFile: false };
  const isJson = mapping.trimStart().startsWith('{');
  const isFile = !isJson && (await isFileOrPipe(mapping));
  const mappingOfFlag = isJson || isFile ? await readJson(mapping, mappingInput, 'mapping') : ({} satisfies Mapping);
  return { ...ofFlags, mapping: mappingOfFlag, name: isJson ? undefined : mapping, isFile };
}

/** A mapping, or the name of a saved one, and constants, as the API takes them. */
export interface MatchingInput {
  readonly mapping: Mapping | string;
  readonly constants: Constants;
}

/**
 * The mapping that the flag gives, or the name of a saved one. Throws UserError `mapping_name_or_file` if there is also
 * a file with this name, and `mapping_name_unknown` if there is neither.
 */
export async function checkMappingName(product: Product, matching: FlagMatching): Promise<MatchingInput> {
  const { name, constants } = matching;
  const { isSaved, mapping } = await resolveMapping(product, matching);
  return { mapping: isSaved && name !== undefined ? name : mapping, constants };
}

interface ResolvedMapping extends MappingContent {
  /** Whether the mapping is a saved one, not given by the flags. */
  readonly isSaved: boolean;
}

/** Like `checkMappingName`, but returns the whole saved mapping. */
async function resolveMapping(
  product: Product,
  { name, isFile, mapping, constants }: FlagMatching,
): Promise<ResolvedMapping> {
  const fromFlags = { mapping, constants, reading: {}, fixes: [], isSaved: false };
  if (name === undefined) return fromFlags;
  const savedMappings = await Array.fromAsync(itemsOf((page) => product.call(listMappings, page)));
  const saved = savedMappings.map(savedMappingOf);
  if (!isFile)
    return {
      ...(await resolveMatching({ mapping: name, constants }, { savedMappings: { list: async () => saved } })),
      isSaved: true,
    };
  if (savedMappings.some((savedMapping) => savedMapping.name === name))
    throw new UserError('mapping_name_or_file', { name });
  return fromFlags;
}

/**
 * Like `resolveMapping`, for a command that works without a data folder and without a server. Saved mappings are looked
 * up only where there can be some and, if --mapping names a file, only in an existing data folder.
 */
export async function resolveAnywhere(matching: FlagMatching): Promise<ResolvedMapping> {
  const { name, isFile, mapping, constants } = matching;
  const place = dataPlace();
  if (name === undefined || (isFile && place !== 'folder'))
    return { mapping, constants, reading: {}, fixes: [], isSaved: false };
  if (place === 'nowhere') throw new UserError('mapping_name_unknown', { name });
  return withProduct((product) => resolveMapping(product, matching));
}

function parseConstant(text: string, before: Constants = {}): Constants {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It must be NAME=VALUE.');
  return { ...before, [name]: value };
}

/** Throws a UserError for the first problem, with its place. */
async function readJson<T>(
  value: string | undefined,
  shape: z.ZodType<T>,
  subject: 'mapping' | 'constants',
): Promise<T> {
  if (value === undefined) return shape.parse({});
  const text = value.trimStart().startsWith('{') ? value : await readTextFile(value);
  const json = parseJson(text, subject);
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const inside = parsed.error.issues.find(({ path }) => path.length > 0);
  if (inside) throw inputError({ ...inside, path: [subject, ...inside.path] }, { [subject]: json });
  throw new UserError(`${subject}_malformed`, {}, { cause: parsed.error });
}

/** Whether there is a file or a pipe at a path, not a folder. */
async function isFileOrPipe(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => !stats.isDirectory(),
    () => false,
  );
}
