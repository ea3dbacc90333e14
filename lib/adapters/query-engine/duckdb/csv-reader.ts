import { textLiteral } from '../../../core/audience/rules/literals.ts';

/**
 * Longer lines of CSV are skipped. DuckDB also reads JSON of somewhat longer lines, but fails at lines of many
 * megabytes; `copyOfObjects` then leaves them out. This is more than the maximum size of a record in an export.
 */
export const MAX_LINE_BYTES = 2_000_000;

/**
 * How to read a text file. `startsWithHeader`: whether its first row is the header, not data. The records of a file
 * without a header must end with line feeds.
 */
interface CsvLayout {
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly startsWithHeader: boolean;
}

/** SQL that reads a text file, with all columns as text. Lines that cannot be read are in `reject_errors`. */
export function csvReader(source: string, { delimiter, columns, startsWithHeader }: CsvLayout): string {
  const types = columns.map((column) => `${textLiteral(column)}: 'VARCHAR'`);
  // By default, DuckDB expects all records to end as the first line does, but that line may end within a cell.
  const lineEnd = startsWithHeader ? '' : `, new_line = '\\n'`;
  return `read_csv(${textLiteral(source)}, auto_detect = false, header = ${startsWithHeader},
    delim = ${textLiteral(delimiter)}, quote = '"', escape = '"', columns = {${types.join(', ')}},
    nullstr = ['', '\\N'], null_padding = true, strict_mode = true, parallel = false,
    max_line_size = ${MAX_LINE_BYTES}, store_rejects = true, rejects_limit = 0${lineEnd})`;
}

export const COUNT_REJECTS = 'SELECT count(DISTINCT line) FROM reject_errors';
