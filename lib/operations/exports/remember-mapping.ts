import { isDeepStrictEqual } from 'node:util';
import type { Connector } from '../../core/connector/connector.ts';
import { fingerprintOf, type MappingPreset, mappingFor, presetNameOf } from '../../core/matching/mapping-preset.ts';
import { suggestMapping } from '../../core/matching/suggest-mapping.ts';
import type { Matching } from '../../core/record/plan.ts';
import type { Upload } from '../../core/upload/upload.ts';

export interface PresetOptions {
  readonly presets: {
    find(connector: string, fingerprint: string): MappingPreset | undefined;
    keep(preset: Matching & { name: string; connector: string; fingerprint: string }): MappingPreset;
  };
  readonly effects: { hash(text: string): string };
}

type Header = Pick<Upload, 'header' | 'name'>;

/** The preset for a header, with its columns in the spelling of this file. */
export function findPreset(
  connector: Connector,
  { header }: Header,
  options: PresetOptions,
): MappingPreset | undefined {
  const preset = options.presets.find(connector.type, fingerprintOf(header, options.effects.hash));
  return preset && { ...preset, mapping: mappingFor(header, preset.mapping) };
}

/** Saves the mapping of a file for later files with the same header; keeps the name of an existing preset unless one is given. */
export function savePreset(
  connector: Connector,
  { header, name: file }: Header,
  { mapping, constants }: Matching,
  { presets, effects, name }: PresetOptions & { readonly name?: string },
): MappingPreset {
  const fingerprint = fingerprintOf(header, effects.hash);
  const known = presets.find(connector.type, fingerprint);
  return presets.keep({
    ...{ connector: connector.type, fingerprint, constants },
    name: name ?? known?.name ?? presetNameOf(file),
    mapping: mappingFor(header, mapping),
  });
}

/** Saves the mapping of an exported file, unless it is the same as the suggestion for its header. */
export function rememberMapping(
  connector: Connector,
  file: Header,
  matching: Matching,
  options: PresetOptions,
): MappingPreset | undefined {
  const known = findPreset(connector, file, options);
  const suggested = { mapping: suggestMapping(connector.fields, file.header), constants: {} };
  const before = known ? { mapping: known.mapping, constants: known.constants } : suggested;
  const now = { mapping: mappingFor(file.header, matching.mapping), constants: matching.constants };
  return isDeepStrictEqual(before, now) ? known : savePreset(connector, file, matching, options);
}
