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
  type MappingPreset,
  mappingFor,
  presetNameOf,
  type SavedMapping,
  similarMapping,
} from '../../core/saved-mapping/mapping-preset.ts';
import type { Upload } from '../../core/upload/upload.ts';

export interface PresetOptions {
  readonly presets: {
    find(connector: string, fingerprint: string): Promise<MappingPreset | undefined>;
    list(): Promise<readonly MappingPreset[]>;
    keep(preset: SavedMapping & { name: string; connector: string; fingerprint: string }): Promise<MappingPreset>;
  };
  readonly effects: { hash(text: string): string };
}

type Header = Pick<Upload, 'header' | 'name'>;
type Remembered = Matching & Partial<Pick<SavedMapping, 'reading' | 'repairs' | 'choices'>>;

/** The saved mapping for exactly this header, with its columns in the spelling of this file. */
export async function findPreset(
  connector: Pick<Connector, 'type'>,
  { header }: Pick<Header, 'header'>,
  { presets, effects }: Pick<PresetOptions, 'presets' | 'effects'>,
): Promise<FoundMapping | undefined> {
  const preset = await presets.find(connector.type, fingerprintOf(header, effects.hash));
  return preset && foundFor(header, preset);
}

/** The saved mapping for this header, or for one with a few other columns. */
export async function recognizePreset(
  connector: Pick<Connector, 'type'>,
  file: Pick<Header, 'header'>,
  { presets, effects }: Pick<PresetOptions, 'presets' | 'effects'>,
): Promise<FoundMapping | undefined> {
  return recognizeAmong(await presets.list(), connector, file, effects);
}

/** As `recognizePreset`, among presets that were read before. */
export function recognizeAmong(
  presets: readonly MappingPreset[],
  { type }: Pick<Connector, 'type'>,
  { header }: Pick<Header, 'header'>,
  { hash }: PresetOptions['effects'],
): FoundMapping | undefined {
  const ofConnector = presets.filter(({ connector }) => connector === type);
  const fingerprint = fingerprintOf(header, hash);
  const same = ofConnector.find((preset) => preset.fingerprint === fingerprint);
  return same ? foundFor(header, same) : similarMapping(header, ofConnector);
}

function foundFor(header: readonly string[], preset: MappingPreset): FoundMapping {
  return { ...adaptSaved(header, preset), added: [], lost: [] };
}

/** Saves the mapping of a file for later files with the same header; keeps the name of an existing preset unless one is given. */
export async function savePreset(
  connector: Connector,
  { header, name: file }: Header,
  { mapping, constants, reading = {}, repairs = [], choices = {} }: Remembered,
  { presets, effects, name }: PresetOptions & { readonly name?: string },
): Promise<MappingPreset> {
  const fingerprint = fingerprintOf(header, effects.hash);
  const known = await presets.find(connector.type, fingerprint);
  return presets.keep({
    ...{ connector: connector.type, fingerprint, constants, reading, repairs, choices },
    name: name ?? known?.name ?? presetNameOf(file),
    mapping: mappingFor(header, mapping),
  });
}

/** Saves the mapping of an exported file, unless the next file with its header is matched the same without it, and without a question. */
export async function rememberMapping(
  connector: Connector,
  file: Header,
  matching: Remembered,
  options: PresetOptions,
): Promise<MappingPreset | undefined> {
  const known = await findPreset(connector, file, options);
  const suggested = { ...suggestedMatching(connector, file.header), reading: {}, repairs: [], choices: {} };
  const { mapping, constants, reading, repairs, choices = {} } = known ?? suggested;
  const before = { mapping, constants, reading, repairs, choices };
  const now = {
    mapping: mappingFor(file.header, matching.mapping),
    constants: matching.constants,
    reading: matching.reading ?? {},
    repairs: matching.repairs ?? [],
    choices: matching.choices ?? {},
  };
  const isKnown =
    isDeepStrictEqual(before, now) && (known !== undefined || !hasProposals(connector, suggested.mapping));
  return isKnown ? known : await savePreset(connector, file, matching, options);
}

/** Whether a person had to confirm a suggestion, which is not needed again for a later file. */
function hasProposals({ fields }: Pick<Connector, 'fields'>, mapping: Mapping): boolean {
  return Object.entries(mapping).some(([column, target]) =>
    targetsOf(target).some(({ field: name }) => {
      const field = fieldOfName(fields, name);
      return field !== undefined && isProposal(fields, column, field);
    }),
  );
}
