import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  DELIMITER_NAMES,
  DELIMITERS,
  type FileFormat,
  type FormatOverrides,
  HEADER_ROWS,
  MAX_SHEET_ROWS,
  NO_HEADER_ROW,
  TEXT_FORMATS,
} from '../../core/upload/file-format.ts';

/** The flags that describe the format of a file. What they omit is detected. */
export type FormatFlags = FormatOverrides;

export function addFormatOptions(command: Command): Command {
  return addReadingOptions(
    command.addOption(
      new Option('--format <name>', 'format of the file, if its first line does not show it').choices(TEXT_FORMATS),
    ),
    'the one of the saved mapping, else the visible one',
  );
}

/** The options for files whose names show their format. */
export function addReadingOptions(command: Command, defaultSheet = 'the visible one'): Command {
  return command
    .option(
      '--encoding <name>',
      'encoding of the file, such as windows-1252, euc-jp, gb18030, big5 or euc-kr, if it is not UTF-8, Shift_JIS, ISO-2022-JP or UTF-16 with a byte order mark',
    )
    .option(
      '--sheet <name>',
      `sheet of an Excel workbook; by default ${defaultSheet} with the most known column names, then records`,
    )
    .option('--delimiter <character>', 'comma, semicolon, tab or pipe, if the header does not show it', parseDelimiter)
    .option(
      '--header-row <n>',
      `row with the column names, counted without blank rows, up to ${HEADER_ROWS}, or its number in the sheet of a workbook; none: the columns are called Column 1, 2 …`,
      parseHeaderRow,
    );
}

/** The format flags among a command's options. */
export function pickFormatOverrides({ format, encoding, sheet, delimiter, headerRow }: FormatFlags): FormatOverrides {
  return {
    ...(format && { format }),
    ...(encoding !== undefined && { encoding }),
    ...(sheet !== undefined && { sheet }),
    ...(delimiter && { delimiter }),
    ...(headerRow !== undefined && { headerRow }),
  };
}

/** Accepts names as well: some of the characters are hard to type in a shell. */
function parseDelimiter(text: string): FileFormat['delimiter'] {
  const name = text === '\\t' ? 'tab' : text.toLowerCase();
  const delimiter = DELIMITERS.find((known) => known === name || DELIMITER_NAMES[known] === name);
  if (delimiter === undefined) throw new InvalidArgumentError('It must be comma, semicolon, tab or pipe.');
  return delimiter;
}

function parseHeaderRow(text: string): number {
  if (text === 'none') return NO_HEADER_ROW;
  const row = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (row < 1 || row > MAX_SHEET_ROWS) throw new InvalidArgumentError('It must be the number of a row, or none.');
  return row;
}
