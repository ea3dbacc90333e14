import type { ExportDraft } from '#lib/core/export/export-draft.ts';
import type { FoundMapping } from '#lib/core/saved-mapping/saved-mapping.ts';
import type { Upload } from '#lib/core/upload/upload.ts';

/** The file of an export, as the steps show it, and its draft. */
export interface ExportFile
  extends Pick<
    Upload,
    'id' | 'name' | 'bytes' | 'encoding' | 'format' | 'delimiter' | 'headerRow' | 'header' | 'workbook'
  > {
  readonly draft: ExportDraft;
  /** When the draft was last changed; null if there is none. */
  readonly draftAt: number | null;
  /** Whether a person made fixes in its review. */
  readonly isEdited: boolean;
  /** The saved mapping for the file; null if there is none, or if the person has started over without it. */
  readonly savedMapping: FoundMapping | null;
}
