import type { Upload } from '#lib/core/upload.ts';

/** What the steps of an export show of its file. */
export type ExportFile = Pick<Upload, 'id' | 'name' | 'bytes' | 'encoding' | 'delimiter' | 'header'>;
