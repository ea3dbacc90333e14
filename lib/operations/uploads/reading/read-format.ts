import type { Connector } from '../../../core/connector/connector.ts';
import { UserError } from '../../../core/errors.ts';
import { isNameOfField } from '../../../core/matching/suggest-mapping.ts';
import { type FileFormat, type FormatOverrides, unusedOverride } from '../../../core/upload/file-format.ts';
import type { ChosenMapping, ProposalSources } from '../../../core/upload/proposal-sources.ts';
import type { SavedReading } from '../../../core/upload/saved-reading.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import { sheetNamed, type WorkbookReading } from '../../../core/upload/workbook.ts';
import type { LayoutFiles, LayoutOptions } from './layout-files.ts';

interface ReadFormatOptions {
  readonly files: LayoutFiles;
  readonly connector: Connector;
  readonly proposals?: ProposalSources | undefined;
  readonly chosenMapping?: ChosenMapping | undefined;
}

/** Each sheet requires a pass over the workbook. */
const MAX_SHEETS_TRIED = 3;

type Format = FileFormat & Pick<Upload, 'spoolBytes' | 'header' | 'start' | 'workbook'>;

/**
 * Creates the spool of a complete file, and detects its format. `proposals` are given if a person sees the result. With
 * them, a file is read as a saved mapping says, if it has the header of that mapping when read as detected, or when
 * read as the mapping says.
 */
export async function readFormat(
  folder: string,
  overrides: FormatOverrides,
  options: ReadFormatOptions,
): Promise<Format> {
  const { proposals, chosenMapping } = options;
  if (!proposals) return readAs(folder, overrides, chosenMapping?.reading, options);
  const detected = await readAs(folder, overrides, undefined, options).catch((error: unknown) => {
    if (error instanceof UserError && proposals.readings.length > 0) return error;
    throw error;
  });
  if (detected instanceof UserError) {
    const saved = await findSavedReading(folder, undefined, overrides, { ...options, proposals });
    if (saved) return readAs(folder, overrides, saved, options);
    throw detected;
  }
  const savedForHeader = proposals.readingOf(detected.header);
  if (savedForHeader) {
    if (!differs(detected, savedForHeader, overrides)) return detected;
    return readAsSaved(folder, overrides, savedForHeader, { ...options, proposals });
  }
  if (detected.workbook) return readOtherSheet(folder, detected, overrides, { ...options, proposals });
  const saved = await findSavedReading(folder, detected.encoding, overrides, { ...options, proposals });
  return saved ? readAs(folder, overrides, saved, options) : detected;
}

/** Reads a file as the saved mapping says; as detected if its header would then no longer be recognized. */
async function readAsSaved(
  folder: string,
  overrides: FormatOverrides,
  saved: SavedReading,
  options: ProposalOptions,
): Promise<Format> {
  const asSaved = await readAs(folder, overrides, saved, options).catch(ignoreUserError);
  if (asSaved && options.proposals.similarityToSaved(asSaved.header) > 0) return asSaved;
  return readAs(folder, overrides, undefined, options);
}

/** A file that cannot be read as a saved mapping says may still be readable without that mapping. */
function ignoreUserError(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

/** Whether a saved mapping says to read another sheet or encoding than was detected, and the client chose none. */
function differs({ workbook, encoding }: Format, saved: SavedReading, overrides: FormatOverrides): boolean {
  if (workbook) return overrides.sheet === undefined && isOtherSheet(workbook, saved);
  return overrides.encoding === undefined && saved.encoding !== undefined && saved.encoding !== encoding;
}

function isOtherSheet({ sheet, sheets }: WorkbookReading, saved: SavedReading): boolean {
  const named = saved.sheet === undefined ? undefined : sheetNamed(sheets, saved.sheet);
  return named !== undefined && named.name !== sheet;
}

async function readAs(
  folder: string,
  { encoding, sheet, ...layoutOverrides }: FormatOverrides,
  saved: SavedReading | undefined,
  { files, connector, proposals, chosenMapping }: ReadFormatOptions,
): Promise<Format> {
  const isKnown = isNameOfField(connector.fields);
  const { bytes: spoolBytes, ...spooled } = await files.writeSpool(folder, {
    encoding,
    sheet,
    saved,
    isKnown,
    proposals,
  });
  const format = spooled.workbook ? ({ format: 'xlsx' } as const) : {};
  const overrides = { ...layoutOf(saved, layoutOverrides), ...layoutOverrides, ...format };
  const layoutOptions = { ...overrides, isKnown, proposals, chosenMapping };
  const { cursor: start, ...layout } = await files.readLayout(folder, layoutOptions);
  const unusedOption = unusedOverride(layout.format, { ...layoutOverrides, ...(encoding && { encoding }) });
  if (unusedOption)
    throw new UserError(
      'reading_option_unused',
      { option: unusedOption, format: layout.format },
      { field: unusedOption },
    );
  return { ...spooled, ...layout, spoolBytes, start };
}

function layoutOf(
  { delimiter, headerRow }: SavedReading = {},
  { format }: Pick<FormatOverrides, 'format'>,
): Pick<LayoutOptions, 'delimiter' | 'headerRow'> {
  if (format === 'jsonl') return {};
  return { ...(delimiter && { delimiter }), ...(headerRow !== undefined && { headerRow }) };
}

type ProposalOptions = ReadFormatOptions & { readonly proposals: ProposalSources };

/** Reads another sheet of a workbook, if a saved mapping names it and it has the header of a saved mapping. */
async function readOtherSheet(
  folder: string,
  detected: Format,
  overrides: FormatOverrides,
  options: ProposalOptions,
): Promise<Format> {
  const { workbook } = detected;
  const { proposals } = options;
  if (!workbook || overrides.sheet !== undefined) return detected;
  const candidates = proposals.readings.filter((saved) => isOtherSheet(workbook, saved)).slice(0, MAX_SHEETS_TRIED);
  for (const saved of candidates) {
    const asSaved = await readAs(folder, overrides, saved, options).catch(ignoreUserError);
    if (asSaved && proposals.similarityToSaved(asSaved.header) > 0) return asSaved;
  }
  // The spool has the sheet that was tried last, so the detected sheet is written again.
  return candidates.length > 0 ? readAs(folder, overrides, undefined, options) : detected;
}

/** How to read a text file, so that it has the header of a saved mapping. Reads only its beginning. */
async function findSavedReading(
  folder: string,
  detectedEncoding: string | undefined,
  { encoding, format, ...layoutOverrides }: FormatOverrides,
  { files, connector, proposals }: ProposalOptions,
): Promise<SavedReading | undefined> {
  const isKnown = isNameOfField(connector.fields);
  for (const saved of proposals.readings) {
    // A saved `headerRow` says that there is no header to recognize. Without an encoding or delimiter, `saved` changes
    // nothing.
    if (saved.headerRow !== undefined || (saved.encoding ?? saved.delimiter) === undefined) continue;
    const layout = {
      ...layoutOf(saved, { format }),
      ...layoutOverrides,
      ...(format && { format }),
      isKnown,
      proposals,
    };
    try {
      const { header } = await files.readBeginning(folder, encoding ?? saved.encoding ?? detectedEncoding, layout);
      if (proposals.similarityToSaved(header) > 0) return saved;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return undefined;
}
