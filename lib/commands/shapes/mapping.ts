import { z } from 'zod';
import { mappingJson, mappingShape } from '../../core/export/mapping-input.ts';
import type { MappingPreset } from '../../core/matching/mapping-preset.ts';
import { isoTime, registerShape, timestamp } from './shape-registry.ts';

export const savedMappingShape = registerShape(
  'SavedMapping',
  z.object({
    id: z.int(),
    name: z.string(),
    type: z.string(),
    mapping: mappingShape,
    constants: z.record(z.string(), z.string()),
    updated_at: timestamp,
  }),
);

export function mappingObject(preset: MappingPreset): z.output<typeof savedMappingShape> {
  const { id, name, connector: type, mapping, constants, updatedAt } = preset;
  return { id, name, type, mapping: mappingJson(mapping), constants: { ...constants }, updated_at: isoTime(updatedAt) };
}
