import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  DELIMITER_NAMES,
  DELIMITERS,
  type FileFormat,
  FORMATS,
  HEADER_ROWS,
  NO_HEADER_ROW,
  type SaidFormat,
} from '../core/upload/file-format.ts';

/** What may be said of how a file is written, by the names of the flags; what is left open is found by looking. */
export type FormatFlags = SaidFormat;

export function addFormatOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <name>', 'how the file is written, where its first line does not tell').choices(FORMATS),
    )
    .option(
      '--encoding <name>',
      'encoding of the file, where it is not UTF-8, Shift_JIS or UTF-16 with a byte order mark',
    )
    .option('--delimiter <character>', 'comma, semicolon, tab or pipe, where the header does not tell', delimiter)
    .option(
      '--header-row <n>',
      `the row that names the columns, 1 to ${HEADER_ROWS}; none: they are called Column 1, 2 …`,
      headerRow,
    );
}

/** What of a command's options is about the format. */
export function saidFormat({ format, encoding, delimiter, headerRow }: FormatFlags): SaidFormat {
  return {
    ...(format && { format }),
    ...(encoding !== undefined && { encoding }),
    ...(delimiter && { delimiter }),
    ...(headerRow !== undefined && { headerRow }),
  };
}

/** By its name, too: a shell makes some of the characters hard to type. */
function delimiter(text: string): FileFormat['delimiter'] {
  const given = text === '\\t' ? 'tab' : text.toLowerCase();
  const known = DELIMITERS.find((each) => each === given || DELIMITER_NAMES[each] === given);
  if (known === undefined) throw new InvalidArgumentError('It must be comma, semicolon, tab or pipe.');
  return known;
}

function headerRow(text: string): number {
  if (text === 'none') return NO_HEADER_ROW;
  const row = /^\d$/.test(text) ? Number(text) : 0;
  if (row < 1 || row > HEADER_ROWS) throw new InvalidArgumentError(`It must be 1 to ${HEADER_ROWS}, or none.`);
  return row;
}
