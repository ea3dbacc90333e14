import { isDeepStrictEqual } from 'node:util';
import type { Connector } from '../../core/connector/connector.ts';
import { fieldOfName } from '../../core/matching/mapping.ts';
import { isProposal } from '../../core/matching/suggest-targets.ts';
import { type Mapping, targetsOf } from '../../core/record/field-target.ts';
import type { Matching } from '../../core/record/plan.ts';
import { suggestedMatching } from '../../core/saved-mapping/file-matching.ts';
import {
  adaptSaved,
  type FoundMapping,
  fingerprintOf,
  type MappingContent,
  mappingFor,
  mappingNameOf,
  type SavedMapping,
  similarMapping,
} from '../../core/saved-mapping/saved-mapping.ts';
import type { Upload } from '../../core/upload/upload.ts';

export interface SavedMappingOptions {
  readonly savedMappings: {
    find(connector: string, fingerprint: string): Promise<SavedMapping | undefined>;
    list(): Promise<readonly SavedMapping[]>;
    save(
      savedMapping: MappingContent & { name: string; connector: string; fingerprint: string },
    ): Promise<SavedMapping>;
  };
  readonly effects: { hash(text: string): string };
}

type NamedFile = Pick<Upload, 'header' | 'name'>;
type MappingToSave = Matching & Partial<Pick<MappingContent, 'reading' | 'fixes' | 'choices'>>;

/** The saved mapping for exactly this header, with its columns spelled as in this file. */
export async function findSavedMapping(
  connector: Pick<Connector, 'type'>,
  { header }: Pick<NamedFile, 'header'>,
  { savedMappings, effects }: Pick<SavedMappingOptions, 'savedMappings' | 'effects'>,
): Promise<FoundMapping | undefined> {
  const savedMapping = await savedMappings.find(connector.type, fingerprintOf(header, effects.hash));
  return savedMapping && exactMatch(header, savedMapping);
}

/** The saved mapping for this header, or for a header that differs from it in a few columns. */
export async function recognizeSavedMapping(
  connector: Pick<Connector, 'type'>,
  file: Pick<NamedFile, 'header'>,
  { savedMappings, effects }: Pick<SavedMappingOptions, 'savedMappings' | 'effects'>,
): Promise<FoundMapping | undefined> {
  return recognizeAmong(await savedMappings.list(), connector, file, effects);
}

/** Like `recognizeSavedMapping`, among saved mappings that were already read. */
export function recognizeAmong(
  savedMappings: readonly SavedMapping[],
  { type }: Pick<Connector, 'type'>,
  { header }: Pick<NamedFile, 'header'>,
  { hash }: SavedMappingOptions['effects'],
): FoundMapping | undefined {
  const ofConnector = savedMappings.filter(({ connector }) => connector === type);
  const fingerprint = fingerprintOf(header, hash);
  const forSameHeader = ofConnector.find((savedMapping) => savedMapping.fingerprint === fingerprint);
  return forSameHeader ? exactMatch(header, forSameHeader) : similarMapping(header, ofConnector);
}

function exactMatch(header: readonly string[], savedMapping: SavedMapping): FoundMapping {
  return { ...adaptSaved(header, savedMapping), added: [], lost: [] };
}

/**
 * Saves the mapping of a file for later files with the same header. If `name` is undefined, an existing saved mapping
 * keeps its name.
 */
export async function saveMapping(
  connector: Connector,
  { header, name: fileName }: NamedFile,
  { mapping, constants, reading = {}, fixes = [], choices = {} }: MappingToSave,
  { savedMappings, effects, name }: SavedMappingOptions & { readonly name?: string },
): Promise<SavedMapping> {
  const fingerprint = fingerprintOf(header, effects.hash);
  const existing = await savedMappings.find(connector.type, fingerprint);
  return savedMappings.save({
    connector: connector.type,
    fingerprint,
    name: name ?? existing?.name ?? mappingNameOf(fileName),
    mapping: mappingFor(header, mapping),
    constants,
    reading,
    fixes,
    choices,
  });
}

/**
 * Saves the mapping of an exported file, unless later files with its header get this mapping anyway, without
 * confirmation.
 */
export async function rememberMapping(
  connector: Connector,
  file: NamedFile,
  matching: MappingToSave,
  options: SavedMappingOptions,
): Promise<SavedMapping | undefined> {
  const existing = await findSavedMapping(connector, file, options);
  const suggested = { ...suggestedMatching(connector, file.header), reading: {}, fixes: [], choices: {} };
  const { mapping, constants, reading, fixes, choices = {} } = existing ?? suggested;
  const withoutSaving = { mapping, constants, reading, fixes, choices };
  const decisions = {
    mapping: mappingFor(file.header, matching.mapping),
    constants: matching.constants,
    reading: matching.reading ?? {},
    fixes: matching.fixes ?? [],
    choices: matching.choices ?? {},
  };
  const isCovered =
    isDeepStrictEqual(withoutSaving, decisions) &&
    (existing !== undefined || !hasProposals(connector, suggested.mapping));
  return isCovered ? existing : await saveMapping(connector, file, matching, options);
}

/** Whether the suggested mapping contains proposals, which a person has to confirm in each file. */
function hasProposals({ fields }: Pick<Connector, 'fields'>, mapping: Mapping): boolean {
  return Object.entries(mapping).some(([column, target]) =>
    targetsOf(target).some(({ field: name }) => {
      const field = fieldOfName(fields, name);
      return field !== undefined && isProposal(fields, column, field);
    }),
  );
}
