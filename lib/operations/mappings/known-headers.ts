import type { Connector } from '../../core/connector/connector.ts';
import { likenessTo, type SavedMapping } from '../../core/saved-mapping/mapping-preset.ts';
import type { NamedReading, Proposing } from '../../core/upload/proposing.ts';
import { isSameReading } from '../../core/upload/saved-reading.ts';
import { type PresetOptions, recognizePreset } from '../exports/remember-mapping.ts';

/** What a person's saved mappings say about how to read a file. */
export function proposalsOf(
  connector: Pick<Connector, 'type'>,
  options: Pick<PresetOptions, 'presets' | 'effects'>,
): Proposing {
  const newestFirst = options.presets
    .list()
    .filter(({ connector: type }) => type === connector.type)
    .toSorted((a, b) => b.updatedAt - a.updatedAt);
  const readings = newestFirst.map(({ reading }) => reading);
  return {
    likenessToSaved: (names) => Math.max(0, ...newestFirst.map((preset) => likenessTo(names, preset))),
    readings: readings.filter((reading, at) => readings.findIndex((other) => isSameReading(other, reading)) === at),
    readingOf: (header) => recognizePreset(connector, { header }, options)?.reading,
  };
}

/** How a saved mapping says to read a file. */
export function namedReadingOf({ reading, ...saved }: SavedMapping): NamedReading {
  return { reading, likenessToSaved: (names) => likenessTo(names, saved) };
}
