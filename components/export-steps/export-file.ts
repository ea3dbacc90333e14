import type { ExportDraft } from '#lib/core/export/export-draft.ts';
import type { MappingPreset } from '#lib/core/matching/mapping-preset.ts';
import type { Upload } from '#lib/core/upload/upload.ts';

/** What the steps of an export show of its file, and what was decided about it before. */
export interface ExportFile
  extends Pick<Upload, 'id' | 'name' | 'bytes' | 'encoding' | 'format' | 'delimiter' | 'headerRow' | 'header'> {
  readonly draft: ExportDraft;
  /** How files with its header are matched; null where nobody has said so. */
  readonly preset: MappingPreset | null;
}
