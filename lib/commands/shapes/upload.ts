import { z } from 'zod';
import type { Upload } from '../../core/upload/upload.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

export const uploadShape = registerShape(
  'Upload',
  z.object({
    id: z.int(),
    name: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    encoding: z.string(),
    delimiter: z.string(),
    compressed: z.boolean(),
    header: z.array(z.string()),
    created_at: timestamp,
    deleted_at: timestamp.nullable(),
    deleted_because: z.enum(['retention', 'asked']).nullable(),
  }),
);

/** A file as scripts see it, without its location on disk. */
export function uploadObject(upload: Upload): z.output<typeof uploadShape> {
  const { id, name, bytes, sha256, encoding, delimiter, compressed, header, createdAt, deleted } = upload;
  return {
    ...{ id, name, bytes, sha256, encoding, delimiter, compressed, header: [...header] },
    created_at: isoTime(createdAt),
    deleted_at: isoTimeOrNull(deleted?.at ?? null),
    deleted_because: deleted?.because ?? null,
  };
}
