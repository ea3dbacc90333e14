import { z } from 'zod';
import type { MappingPreset } from '../../core/matching/mapping-preset.ts';
import { isoTime, registerShape, timestamp } from './shape-registry.ts';

export const mappingShape = registerShape(
  'SavedMapping',
  z.object({
    id: z.int(),
    name: z.string(),
    type: z.string(),
    mapping: z.record(z.string(), z.string().nullable()),
    constants: z.record(z.string(), z.string()),
    updated_at: timestamp,
  }),
);

export function mappingObject(preset: MappingPreset): z.output<typeof mappingShape> {
  const { id, name, connector: type, mapping, constants, updatedAt } = preset;
  return { id, name, type, mapping: { ...mapping }, constants: { ...constants }, updated_at: isoTime(updatedAt) };
}
