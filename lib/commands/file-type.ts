import type { JsonSchema } from '../core/api/api-document.ts';

const text: JsonSchema = { type: 'string' };

/** Files that are returned as a stream, by extension. */
export const FILE_TYPES = {
  csv: { media: 'text/csv', schema: text },
  tsv: { media: 'text/tab-separated-values', schema: text },
  json: { media: 'application/json', schema: { type: 'array', items: { type: 'object' } } },
  jsonl: { media: 'application/jsonl', schema: text },
  // OpenAPI 3.1 has no schema for binary content.
  msgpack: { media: 'application/x-msgpack', schema: {} },
} as const satisfies Record<string, { media: string; schema: JsonSchema }>;

export type FileType = keyof typeof FILE_TYPES;

export function isFileType(answer: unknown): answer is FileType {
  return typeof answer === 'string' && Object.hasOwn(FILE_TYPES, answer);
}
