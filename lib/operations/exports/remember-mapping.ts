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

/** The preset for files with this header, its columns spelled as this file spells them. */
export function findPreset(
  connector: Connector,
  { header }: Header,
  options: PresetOptions,
): MappingPreset | undefined {
  const preset = options.presets.find(connector.type, fingerprintOf(header, options.effects.hash));
  return preset && { ...preset, mapping: mappingFor(header, preset.mapping) };
}

/** Keeps how a file was matched for the next ones with its header, under a name of their own or the one they have. */
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

/** Remembers how an exported file was matched, unless its header alone says the same. */
export function rememberMapping(
  connector: Connector,
  file: Header,
  matching: Matching,
  options: PresetOptions,
): MappingPreset | undefined {
  const known = findPreset(connector, file, options);
  const byItself = { mapping: suggestMapping(connector.fields, file.header), constants: {} };
  const before = known ? { mapping: known.mapping, constants: known.constants } : byItself;
  const now = { mapping: mappingFor(file.header, matching.mapping), constants: matching.constants };
  return isDeepStrictEqual(before, now) ? known : savePreset(connector, file, matching, options);
}
