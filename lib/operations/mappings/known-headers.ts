import type { Connector } from '../../core/connector/connector.ts';
import { type MappingContent, similarityTo } from '../../core/saved-mapping/saved-mapping.ts';
import type { ChosenMapping, ProposalSources } from '../../core/upload/proposal-sources.ts';
import { isSameReading } from '../../core/upload/saved-reading.ts';
import { recognizeAmong, type SavedMappingOptions } from '../exports/remember-mapping.ts';

/** What the saved mappings of a connector say about how to read a file. */
export async function proposalsOf(
  connector: Pick<Connector, 'type'>,
  { savedMappings, effects }: Pick<SavedMappingOptions, 'savedMappings' | 'effects'>,
): Promise<ProposalSources> {
  const saved = await savedMappings.list();
  const newestFirst = saved
    .filter(({ connector: type }) => type === connector.type)
    .toSorted((a, b) => b.updatedAt - a.updatedAt);
  const readings = newestFirst.map(({ reading }) => reading);
  return {
    similarityToSaved: (names) => Math.max(0, ...newestFirst.map((savedMapping) => similarityTo(names, savedMapping))),
    readings: readings.filter((reading, at) => readings.findIndex((other) => isSameReading(other, reading)) === at),
    readingOf: (header) => recognizeAmong(saved, connector, { header }, effects)?.reading,
  };
}

/** How to read a file according to a saved mapping that a person named. */
export function chosenMappingOf({ reading, ...saved }: MappingContent): ChosenMapping {
  return { reading, similarityToSaved: (names) => similarityTo(names, saved) };
}
